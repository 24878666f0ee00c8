using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Guides;

/// <summary>What an administrator states of a guide.</summary>
public sealed record GuideBody
{
    [Name(60)] public required string Programme { get; init; }

    /// <summary>Of the definition.</summary>
    [Between(1, 10_000)] public required int Version { get; init; }

    [Between(2012, 2100)] public required int Year { get; init; }

    /// <summary>Among the calls of the year; absent where the year is name enough.</summary>
    [TextLimit(GuideChecks.MaxName)] public LocalizedText? Name { get; init; }

    /// <summary>First day, Asia/Shanghai.</summary>
    public required DateOnly Opens { get; init; }

    /// <summary>Last day, inclusive; absent for a standing call.</summary>
    public DateOnly? Closes { get; init; }

    /// <summary>Yuan of the call; absent where nothing is granted.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Yuan that one application may ask for; absent where nothing is granted.</summary>
    public decimal? MaximumAmount { get; init; }

    /// <summary>Yuan that one application asks for at least; absent where any amount will do.</summary>
    public decimal? MinimumAmount { get; init; }

    [SectorCode, Items(1, 8)] public required IReadOnlyList<string> Sectors { get; init; }

    /// <summary>What it changes of documents.</summary>
    [Items(0, 40)] public IReadOnlyList<DocumentOverride> Documents { get; init; } = [];

    /// <summary>What it changes of stages.</summary>
    [Items(0, 15)] public IReadOnlyList<StageOverride> Stages { get; init; } = [];

    /// <summary>The definition's guide in these terms.</summary>
    [JsonIgnore]
    public Guide Terms => new(
        Year, Opens, Closes, Budget, MaximumAmount, [.. City.Sectors.All.Select(sector => sector.Code).Where(Sectors.Contains)])
    {
        MinimumAmount = MinimumAmount,
    };

    public static GuideBody Of(AnnualGuide guide) => new()
    {
        Programme = guide.Programme, Version = guide.Version, Year = guide.Terms.Year, Name = guide.Name,
        Opens = guide.Terms.Opens, Closes = guide.Terms.Closes, Budget = guide.Terms.Budget,
        MaximumAmount = guide.Terms.MaximumAmount, MinimumAmount = guide.Terms.MinimumAmount, Sectors = guide.Terms.Sectors,
        Documents = guide.Documents, Stages = guide.Stages,
    };

    /// <summary>A draft's content, without what changes nothing.</summary>
    public AnnualGuide On(AnnualGuide guide) => guide with
    {
        Version = Version,
        Name = Name is null ? null : PlainText.CheckLine("name", Name, GuideChecks.MaxName),
        Terms = Terms,
        Documents = [.. Documents.Where(document => document.Required is not null)],
        Stages = [.. Stages.Where(stage => !stage.IsEmpty)],
    };
}
