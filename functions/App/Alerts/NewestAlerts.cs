using FunctionsApp.City;

namespace FunctionsApp.Alerts;

/// <summary>The newest alert of each sector.</summary>
public sealed class NewestAlerts(AlertStore store)
{
    /// <summary>Newest first; a sector without an alert is left out.</summary>
    public async Task<IReadOnlyList<Alert>> ReadAsync(CancellationToken cancellation)
    {
        var pages = await Task.WhenAll(Sectors.All.Select(sector => store.PageAsync(sector.Code, null, 1, cancellation)));
        return [.. pages.SelectMany(page => page.Items).OrderByDescending(alert => alert.At)];
    }
}
