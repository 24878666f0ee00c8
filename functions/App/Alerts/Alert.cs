using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Alerts;

public enum AlertItemKind
{
    GuideOpened,
    GuideClosing,

    /// <summary>A guide's last day became a later one.</summary>
    GuideExtended,

    /// <summary>Another version of a programme's rules takes applications.</summary>
    ProgrammeRevised,
    ResultPublished,
    NoticeOpened,
    WarningPublished,
    WarningEscalated,
    WarningCancelled,
    StatisticsReleased,
    StatisticsRevised,
    WhitePaperPublished,

    /// <summary>Written by an editor: an alert of its own.</summary>
    EditorAlert,
}

/// <summary>What corrected an item after it was published.</summary>
/// <param name="At">UTC.</param>
/// <param name="Title">Of the alert that corrects it.</param>
public sealed record AlertCorrection(DateTimeOffset At, LocalizedText Title);

/// <summary>One piece of news of a sector.</summary>
/// <param name="Id">Id of the fact that it came from, or id of the editor's draft: what comes twice makes the same item.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Link">Below /api, what to read next; null for none.</param>
/// <param name="Text">Of an editor's alert; absent otherwise.</param>
public sealed record AlertItem(
    string Id,
    AlertItemKind Kind,
    DateTimeOffset At,
    LocalizedText Title,
    string? Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocalizedText? Text = null)
{
    [JsonIgnore] public bool IsOfWarning =>
        Kind is AlertItemKind.WarningPublished or AlertItemKind.WarningEscalated or AlertItemKind.WarningCancelled;

    /// <summary>Below /api, what to read next: the alerts of the sector where it has no link of its own.</summary>
    public string LinkIn(string sector) => Link ?? $"alerts/{sector}";

    /// <summary>Code of the programme whose deadlines or rules it is about; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Programme { get; init; }

    /// <summary>Codes of all sectors whose alerts have it; absent in an item that an earlier version of the app wrote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>Id of the item that it corrects; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Corrects { get; init; }

    /// <summary>What corrected it; absent for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public AlertCorrection? Corrected { get; init; }

    /// <summary>Last day of the guide that it is about; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateOnly? Closes { get; init; }
}

/// <summary>
/// A bulletin of one sector: up to <see cref="MaxItems"/> items, and as many as one message holds. A day with more has several, numbered.
/// </summary>
/// <param name="Number">1, 2, 3 … within the day.</param>
/// <param name="At">When the items were gathered, UTC.</param>
public sealed record Alert(string Sector, DateOnly Day, int Number, DateTimeOffset At, IReadOnlyList<AlertItem> Items)
{
    /// <summary>With its row and its marker, the removals of so many items still fit one transaction of 100 rows.</summary>
    public const int MaxItems = 90;

    public string Id => $"alert-{Sector}-{Day:yyyy-MM-dd}-{Number}";

    /// <summary>When it or a correction of it was last written, UTC.</summary>
    [JsonIgnore] public DateTimeOffset Updated => Items.Select(item => item.Corrected?.At ?? At).Append(At).Max();

    public LocalizedText Title
    {
        get
        {
            if (Items is [{ Kind: AlertItemKind.EditorAlert } written]) return written.Title;
            var name = Sectors.NameOf(Sector);
            var number = Number == 1 ? "" : $" ({Number})";
            return new($"{name.Chinese}行业快讯 {Day:yyyy-MM-dd}{number}", $"{name.English}: industry alert of {Day:yyyy-MM-dd}{number}");
        }
    }
}
