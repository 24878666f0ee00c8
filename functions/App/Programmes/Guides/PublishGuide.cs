using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A guide is published; from its first day on applications can be drafted under it.</summary>
public sealed record GuidePublished(string Guide, string Programme, int Version, DateOnly Opens, DateOnly? Closes) : Fact;

/// <summary>Publishes a draft of a guide.</summary>
public static class PublishGuide
{
    /// <summary>None where it is published already.</summary>
    /// <exception cref="ProblemException">guide-published: withdrawn; invalid-field: days that are over; guide-overlaps.</exception>
    public static Change<ProgrammeGuides> Decide(ProgrammeGuides state, AnnualGuide guide, string actor, DateTimeOffset at)
    {
        if (guide.Status == GuideStatus.Published) return Change.None(state);
        if (guide.Status == GuideStatus.Withdrawn) throw GuideProblems.GuidePublished.With();
        if (guide.Terms.Opens < BeijingTime.Day(at)) throw PlatformProblems.Invalid("opens", "不能早于今天", "must be today or later");
        RequireAlone(state, guide);
        var next = guide with { Status = GuideStatus.Published, PublishedAt = at.ToUniversalTime() };
        return Change.To(
            state.With(next), actor,
            new GuidePublished(guide.Id, guide.Programme, guide.Version, guide.Terms.Opens, guide.Terms.Closes));
    }

    /// <exception cref="ProblemException">guide-overlaps.</exception>
    internal static void RequireAlone(ProgrammeGuides state, AnnualGuide guide)
    {
        var others = state.Guides.Where(other => other.Id != guide.Id && other.Status == GuideStatus.Published);
        if (others.FirstOrDefault(other => Meet(other.Terms, guide.Terms)) is { } met) throw GuideProblems.Overlaps(met);
    }

    private static bool Meet(Guide one, Guide other) =>
        (one.Closes is not { } end || other.Opens <= end) && (other.Closes is not { } last || one.Opens <= last);
}
