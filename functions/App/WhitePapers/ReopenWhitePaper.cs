using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.WhitePapers;

/// <summary>An editor has a rejected paper prepared again; its next edition follows.</summary>
/// <param name="Edition">The rejected one.</param>
public sealed record WhitePaperReopened(string Period, int Edition) : Fact;

/// <summary>Has a rejected paper prepared again, of the statistics as they are.</summary>
public static class ReopenWhitePaper
{
    /// <summary>None where it is asked for already, or the paper is being prepared.</summary>
    /// <exception cref="ProblemException">not-found: it is published.</exception>
    public static Change<WhitePaperState> Decide(WhitePaperState state, string by, DateTimeOffset now)
    {
        var paper = state.Paper;
        if (paper.Status == WhitePaperStatus.Published) throw PlatformProblems.NotFound.With();
        if (paper is not { Status: WhitePaperStatus.Rejected, Reopened: null }) return Change.None(state);
        return Change.To(
            state with { Paper = paper with { Reopened = new PaperReopening(by, now) } }, by,
            new WhitePaperReopened(paper.Period, paper.Edition));
    }
}
