using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Expressions;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Programmes;

/// <summary>One version of what one can apply for: its guide, form, document slots and stages. Never changed once loaded.</summary>
/// <param name="Programme">kebab-case name of the catalogue.</param>
/// <param name="Version">1, 2, 3 …; an application keeps the one it was drafted under.</param>
/// <param name="Measures">Measures of the notice that it serves: M1 to M21.</param>
/// <param name="Fund">One of the five funds of M19; null where nothing is granted.</param>
/// <param name="MarketAdmission">Must be false: M13 allows no new admission to the market. Required, so that each definition
/// states it.</param>
public sealed record ProgrammeDefinition(
    [property: Name(60)] string Programme,
    [property: Between(1, 10_000)] int Version,
    LocalizedText Name,
    [property: Items(1, 21)] IReadOnlyList<string> Measures,
    string? Fund,
    bool MarketAdmission,
    Guide Guide,
    [property: Items(1, 40)] IReadOnlyList<DocumentSlot> Documents,
    [property: Items(1, 15)] IReadOnlyList<StageDefinition> Stages,
    SupplementRule Supplement)
{
    /// <summary>The fields that an application answers, in the order in which they are asked; empty where documents are all.</summary>
    [Items(0, 60)]
    public IReadOnlyList<Field> Form { get; init; } = [];

    /// <summary>What an application must meet to be submitted, beside sector and amount of the guide; all of it.</summary>
    [Items(0, EligibilityRule.Most)]
    public IReadOnlyList<EligibilityRule> Eligibility { get; init; } = [];

    /// <summary>Who signs for the organisation before the review begins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SigningRule Signing { get; init; }

    /// <summary>How partners are named, each of which must consent; null for a programme without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartnersRule? Partners { get; init; }

    /// <summary>
    /// How often the stages of one review may send the application back to an earlier stage, 0 (never) to 5. Default 2, also in versions
    /// that were published without it.
    /// </summary>
    [Between(0, 5)]
    public int SendBacks { get; init; } = 2;

    /// <summary>Of the published guide under which it is in effect, with what the guide changes; null under the definition's own.</summary>
    [JsonIgnore]
    public string? GuideId { get; init; }

    /// <summary>The stages that the review holds, in order; it passes the others over.</summary>
    [JsonIgnore]
    public IReadOnlyList<StageDefinition> Held => [.. Stages.Where(stage => stage.IsHeld)];

    /// <summary>Null when the form has no such field.</summary>
    public Field? Field(string? key) => Form.FirstOrDefault(field => field.Key == key);

    /// <summary>Keys of fields with all fields whose condition or calculation depends on them.</summary>
    public IReadOnlySet<string> WithDependents(IEnumerable<string> fields) => FormConditions.WithDependents(Form, fields);

    /// <summary>Types of the documents that are asked for, or not, by the answers of some fields.</summary>
    /// <param name="fields">With their dependents.</param>
    public IEnumerable<string> DependentDocuments(IReadOnlySet<string> fields) => Documents
        .Where(slot => slot.Condition is { } condition && FormConditions.Reads(condition).Any(fields.Contains)).Select(slot => slot.Type);

    public DocumentSlot? Slot(string type) => Documents.FirstOrDefault(slot => slot.Type == type);

    /// <summary>A document's name; its type where the definition has none, as in facts that were changed afterwards.</summary>
    public LocalizedText DocumentName(string type) => Slot(type)?.Name ?? new(type, type);

    /// <summary>A stage's title; its name where the definition has none.</summary>
    public LocalizedText StageTitle(string name) => Stages.FirstOrDefault(stage => stage.Name == name)?.Title ?? new(name, name);

    /// <exception cref="InvalidOperationException">It has no such stage: what runs under a definition names its stages.</exception>
    public StageDefinition Stage(string name) => Stages.FirstOrDefault(stage => stage.Name == name)
        ?? throw new InvalidOperationException($"{Programme} v{Version} has no stage {name}.");
}

/// <summary>Who signs for an organisation before its application counts as submitted (单位审核).</summary>
public enum SigningRule
{
    /// <summary>No one: it is submitted by its drafters.</summary>
    None,

    /// <summary>One of the organisation's signatories.</summary>
    Signatory,
}

/// <summary>A programme's yearly call (M19).</summary>
/// <param name="Opens">First day, Asia/Shanghai.</param>
/// <param name="Closes">Last day, inclusive; null for a standing call (常年受理).</param>
/// <param name="Budget">Yuan of the year; null where nothing is granted.</param>
/// <param name="MaximumAmount">Yuan that one application may ask for; null where nothing is granted.</param>
/// <param name="Sectors">Sectors of M2 that may apply; the alerts of these sectors announce it.</param>
public sealed record Guide([property: Between(2012, 2100)] int Year, DateOnly Opens, DateOnly? Closes, decimal? Budget,
    decimal? MaximumAmount, [property: Items(1, 8)] IReadOnlyList<string> Sectors)
{
    /// <summary>Yuan that one application asks for at least; null where any amount will do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MinimumAmount { get; init; }

    /// <summary>Whether an application may ask for the amount; any where nothing is granted.</summary>
    public bool Allows(decimal amount) =>
        MaximumAmount is not { } maximum || (amount > 0 && amount >= (MinimumAmount ?? 0) && amount <= maximum);

    public bool IsOpen(DateOnly day) => day >= Opens && (Closes is null || day <= Closes);
}

public enum DocumentFormat
{
    Pdf,
    Docx,
    Xlsx,
    Png,
    Jpeg,
    Pptx,
    Tiff,
    Txt,
    Csv,
    Ofd,
    Zip,
}

/// <summary>A place for one document.</summary>
/// <param name="Type">kebab-case, unique in the definition.</param>
/// <param name="MaxBytes">1 byte to 2 GiB; above 95 MiB only straight to storage.</param>
public sealed record DocumentSlot(
    [property: Name(60)] string Type, LocalizedText Name, bool Required, [property: Items(1, 20)] IReadOnlyList<DocumentFormat> Formats,
    [property: Between(1, DefinitionChecks.MaxBytes)] long MaxBytes)
{
    /// <summary>An expression: the document is asked for only where it comes to true; null for one that is always asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? When
    {
        get => Condition?.Text;
        init => Condition = value is null ? null : Expression.Parse(value);
    }

    [JsonIgnore]
    public Expression? Condition { get; private init; }

    /// <summary>Whether it may follow the submission, where it is promised; null for one that may not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FollowRule? MayFollow { get; init; }

    /// <summary>A form letter, alike in all applications: the duplicate check leaves it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FormLetter { get; init; }
}

/// <summary>How often and how long a returned application may be corrected.</summary>
/// <param name="Rounds">0–5; the next return after the last round rejects.</param>
/// <param name="WorkingDays">Time of a round, working days, 1–60; after it the application is rejected.</param>
public sealed record SupplementRule([property: Between(0, 5)] int Rounds, [property: Between(1, 60)] int WorkingDays)
{
    /// <summary>
    /// Working days that a round gets more on request, once, 0 (none) to 60. Default 5, also in versions that were published without it.
    /// </summary>
    [Between(0, 60)]
    public int ExtensionWorkingDays { get; init; } = 5;
}
