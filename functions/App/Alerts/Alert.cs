using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Alerts;

public enum AlertItemKind
{
    GuideOpened,
    GuideClosing,
    ResultPublished,
    WarningPublished,
    WarningEscalated,
    WarningCancelled,
}

/// <summary>One piece of news of a sector.</summary>
/// <param name="Id">MessageId of the fact it came from: a doubled fact makes the same item.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Link">Below /api, what to read next; null for none.</param>
public sealed record AlertItem(string Id, AlertItemKind Kind, DateTimeOffset At, LocalizedText Title, string? Link);

/// <summary>A bulletin of one sector: up to <see cref="MaxItems"/> items. A day with more has several, numbered.</summary>
/// <param name="Number">1, 2, 3 … within the day.</param>
/// <param name="At">When the items were gathered, UTC.</param>
public sealed record Alert(string Sector, DateOnly Day, int Number, DateTimeOffset At, IReadOnlyList<AlertItem> Items)
{
    /// <summary>With its row and its marker, the removals of so many items still fit one transaction of 100 rows.</summary>
    public const int MaxItems = 90;

    public string Id => $"alert-{Sector}-{Day:yyyy-MM-dd}-{Number}";

    public LocalizedText Title
    {
        get
        {
            var name = Sectors.Find(Sector)?.Name ?? new LocalizedText(Sector, Sector);
            var number = Number == 1 ? "" : $" ({Number})";
            return new($"{name.Chinese}行业快讯 {Day:yyyy-MM-dd}{number}", $"{name.English}: industry alert of {Day:yyyy-MM-dd}{number}");
        }
    }
}
