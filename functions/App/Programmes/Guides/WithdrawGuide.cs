using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A guide was taken back before it opened.</summary>
public sealed record GuideWithdrawn(string Guide) : Fact;

/// <summary>Takes a guide back, as long as no application can be under it.</summary>
public static class WithdrawGuide
{
    /// <summary>None where it is withdrawn already. A draft can be withdrawn on any day.</summary>
    /// <exception cref="ProblemException">guide-open.</exception>
    public static Change<ProgrammeGuides> Decide(ProgrammeGuides state, AnnualGuide guide, string actor, DateTimeOffset at)
    {
        if (guide.Status == GuideStatus.Withdrawn) return Change.None(state);
        if (guide.Status == GuideStatus.Published && guide.Terms.Opens <= BeijingTime.Day(at)) throw GuideProblems.GuideOpen.With();
        return Change.To(state.With(guide with { Status = GuideStatus.Withdrawn }), actor, new GuideWithdrawn(guide.Id));
    }
}
