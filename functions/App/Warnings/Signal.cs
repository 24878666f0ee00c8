using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>CAP's word for how soon to act.</summary>
public enum Urgency
{
    Immediate,
    Expected,
    Future,
    Past,
    Unknown,
}

/// <summary>CAP's word for how sure it is.</summary>
public enum Certainty
{
    Observed,
    Likely,
    Possible,
    Unlikely,
    Unknown,
}

/// <summary>
/// Another system's or an officer's report that something threatens a sector. Untrusted until an officer has verified it.
/// </summary>
/// <param name="Source">Who reports; with <paramref name="ExternalId"/> it names the signal for good.</param>
/// <param name="District">Code; null for the complete city.</param>
/// <param name="Districts">Codes where it is several districts and not the complete city; instead of <paramref name="District"/>.</param>
/// <param name="Expires">When the threat is over; null for the configured validity after publication.</param>
/// <param name="Indicator">Name of the statistical indicator behind it.</param>
/// <param name="Value">The indicator's value, in its own unit.</param>
/// <param name="Exercise">A drill: where the app publishes in earnest, this warning is marked as an exercise from its draft on.</param>
public sealed record Signal(
    [property: TextLimit(Signal.MaxName)] string Source,
    [property: TextLimit(Signal.MaxName)] string ExternalId,
    [property: SectorCode] string Sector,
    WarningLevel Level,
    [property: TextLimit(Wording.MaxEvent)] LocalizedText Event,
    [property: TextLimit(Wording.MaxHeadline)] LocalizedText Headline,
    [property: TextLimit(Wording.MaxDescription, Multiline = true)] LocalizedText Description,
    [property: TextLimit(Wording.MaxInstruction, Multiline = true)] LocalizedText? Instruction = null,
    [property: DistrictCode(orCity: true)] string? District = null,
    DateTimeOffset? Expires = null,
    [property: TextLimit(Signal.MaxName)] string? Indicator = null,
    decimal? Value = null,
    Urgency? Urgency = null,
    Certainty? Certainty = null,
    [property: DistrictCode(orCity: true), Items(1, 13)] IReadOnlyList<string>? Districts = null,
    bool Exercise = false)
{
    private const int MaxName = 200;

    /// <summary>Id of its warning: a repeated signal finds the first one's.</summary>
    [JsonIgnore] public string WarningId => Ids.From(Source, ExternalId);

    [JsonIgnore] public Wording Wording => new(Event, Headline, Description, Instruction);

    [JsonIgnore] public Scope Scope => Districts is null ? new Scope(Sector, District) : Scope.Of(Sector, Districts);

    /// <summary>The signal as it is kept, its texts in their one spelling: its id is the same however they were written.</summary>
    /// <param name="foreign">Of a CAP alert: others' texts may be longer than those written here.</param>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public Signal Checked(bool foreign = false)
    {
        if (!Sectors.IsSector(Sector)) throw PlatformProblems.Invalid("sector", "不是本计划的行业", "is not one of the programme's");
        if (District is not null && City.Districts.Find(District) is null)
        {
            throw PlatformProblems.Invalid("district", "不是本市的区", "is not one of the city's");
        }

        if (Districts is not null
            && (District is not null || Districts.Count == 0 || Districts.Any(code => City.Districts.Find(code) is null)))
        {
            throw PlatformProblems.Invalid(
                "districts", "应为本市的区，且不与 district 同时填写", "must be the city's, and not stated together with district");
        }

        if (!Enum.IsDefined(Level))
        {
            throw PlatformProblems.Invalid("level", "应为 Blue、Yellow、Orange 或 Red", "must be Blue, Yellow, Orange or Red");
        }

        if (Urgency is { } urgency && !Enum.IsDefined(urgency))
        {
            throw PlatformProblems.Invalid("urgency", "无效", "is not one of CAP's");
        }

        if (Certainty is { } certainty && !Enum.IsDefined(certainty))
        {
            throw PlatformProblems.Invalid("certainty", "无效", "is not one of CAP's");
        }

        var wording = Wording.Checked(foreign);
        return this with
        {
            Source = PlainText.CheckLine("source", Source, MaxName),
            ExternalId = PlainText.CheckLine("externalId", ExternalId, MaxName),
            Event = wording.Event,
            Headline = wording.Headline,
            Description = wording.Description,
            Instruction = wording.Instruction,
            Indicator = Indicator is null ? null : PlainText.CheckLine("indicator", Indicator, MaxName),
        };
    }
}
