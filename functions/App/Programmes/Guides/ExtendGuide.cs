using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A later last day of a guide.</summary>
public sealed record ExtensionBody
{
    /// <summary>The new last day, inclusive; later than the one that is published.</summary>
    public required DateOnly Closes { get; init; }

    /// <summary>As the public reads it.</summary>
    [TextLimit(ExtendGuide.MaxReason)] public required LocalizedText Reason { get; init; }
}

/// <summary>The last day of a guide became a later one.</summary>
/// <param name="Closes">The new last day.</param>
public sealed record GuideExtended(string Guide, DateOnly Before, DateOnly Closes, LocalizedText Reason) : Fact
{
    /// <summary>Of the programme; null in a fact of an earlier version of the app, as the sectors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalizedText? Name { get; init; }

    /// <summary>That the guide concerns; empty for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Sectors { get; init; }
}

/// <summary>Makes the last day of a published guide a later one, once.</summary>
public static class ExtendGuide
{
    public const int MaxReason = 300;

    /// <summary>None where it was extended to that day for that reason before.</summary>
    /// <exception cref="ProblemException">guide-not-extendable; invalid-field: no later day; guide-overlaps.</exception>
    /// <param name="programme">Name of the guide's programme.</param>
    public static Change<ProgrammeGuides> Decide(
        ProgrammeGuides state, AnnualGuide guide, LocalizedText programme, ExtensionBody body, string actor, DateTimeOffset at)
    {
        var reason = PlainText.CheckLine("reason", body.Reason, MaxReason);
        if (guide.Extension is { } before)
        {
            return guide.Terms.Closes == body.Closes && before.Reason == reason
                ? Change.None(state) : throw GuideProblems.GuideNotExtendable.With();
        }

        if (guide is not { Status: GuideStatus.Published, Terms.Closes: { } closes } || closes < BeijingTime.Day(at))
        {
            throw GuideProblems.GuideNotExtendable.With();
        }

        if (body.Closes <= closes)
        {
            throw PlatformProblems.Invalid("closes", $"须晚于 {closes:yyyy-MM-dd}", $"must be later than {closes:yyyy-MM-dd}");
        }

        var next = guide with
        {
            Terms = guide.Terms with { Closes = body.Closes }, Extension = new GuideExtension(closes, reason, at.ToUniversalTime()),
        };
        PublishGuide.RequireAlone(state, next);
        return Change.To(state.With(next), actor, new GuideExtended(guide.Id, closes, body.Closes, reason)
        {
            Name = programme, Sectors = guide.Terms.Sectors,
        });
    }
}
