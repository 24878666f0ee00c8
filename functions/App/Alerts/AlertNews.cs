namespace FunctionsApp.Alerts;

/// <summary>Takes news of later features, which no fact can bring here.</summary>
public sealed class AlertNews(AlertStore store)
{
    /// <summary>Adds an item to the next alert of each sector. Safe to run twice: a sector takes an item once.</summary>
    public async Task AddAsync(IReadOnlyList<string> sectors, AlertItem item, CancellationToken cancellation)
    {
        foreach (var sector in sectors) await store.AddAsync(sector, item with { Sectors = sectors }, cancellation);
    }
}
