using FunctionsApp.City;

namespace FunctionsApp.Alerts;

/// <summary>What other features read of the published alerts.</summary>
public sealed class NewestAlerts(AlertStore store)
{
    /// <summary>Alerts that are read at once.</summary>
    private const int Reading = 20;

    /// <summary>Newest first; a sector without an alert is left out.</summary>
    public async Task<IReadOnlyList<Alert>> ReadAsync(CancellationToken cancellation)
    {
        var pages = await Task.WhenAll(Sectors.All.Select(sector => store.PageAsync(sector.Code, null, 1, cancellation)));
        return [.. pages.SelectMany(page => page.Items).OrderByDescending(alert => alert.At)];
    }

    /// <summary>The sector's alerts of a time, oldest first.</summary>
    /// <param name="after">Not at it …</param>
    /// <param name="until">… and at the latest then.</param>
    public async Task<IReadOnlyList<Alert>> BetweenAsync(
        string sector, DateTimeOffset after, DateTimeOffset until, CancellationToken cancellation)
    {
        var found = new List<Alert>();
        string? cursor = null;
        do
        {
            var page = await store.PageAsync(sector, cursor, Reading, cancellation);
            found.AddRange(page.Items.Where(alert => alert.At > after && alert.At <= until));
            // The newest come first.
            cursor = page.Items.Any(alert => alert.At <= after) ? null : page.Cursor;
        }
        while (cursor is not null);
        return [.. found.OrderBy(alert => alert.At)];
    }
}
