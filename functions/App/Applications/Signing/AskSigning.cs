using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Signing;

/// <summary>The application is complete, and the organisation's signatory is asked; until the answer its content stays as it is.</summary>
/// <param name="Content">What is signed, see <see cref="ContentDigest"/>.</param>
[ShownAs(Right.Course)]
public sealed record SigningRequested(int Round, string Content) : Fact;

/// <summary>Sends a complete draft to the organisation's signatory.</summary>
public static class AskSigning
{
    /// <summary>Where the drafter is a signatory of the organisation, the draft is signed and submitted in one step.</summary>
    /// <param name="application">Complete.</param>
    /// <param name="signatories">User ids of the organisation's signatories; where they all left meanwhile, the asking lapses.</param>
    public static Change<Application> Decide(
        Application application, string actor, DateTimeOffset at, IReadOnlySet<string> signatories)
    {
        var number = application.Signing is { } earlier ? earlier.Round + 1 : 0;
        var round = new SigningRound(number, actor, at.ToUniversalTime(), ContentDigest.Of(application));
        var asked = application with { Status = ApplicationStatus.Signing, Signing = round };
        return signatories.Contains(actor)
            ? AnswerSigning.Sign(asked, actor, at)
            : Change.To(asked, actor, new SigningRequested(number, round.Content));
    }
}
