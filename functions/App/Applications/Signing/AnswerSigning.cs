using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Signing;

public enum SigningDecision
{
    Sign,

    /// <summary>Back to the drafters, with reasons.</summary>
    Return,
}

/// <summary>Body of a signatory's answer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Comment">The reasons; required with Return.</param>
public sealed record SigningForm(
    string? Token,
    SigningDecision? Decision,
    [property: TextLimit(AnswerSigning.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null) : IAnswer;

/// <summary>The organisation's signatory signed the application as it was sent.</summary>
/// <param name="Content">What was signed, see <see cref="ContentDigest"/>.</param>
[ShownAs(Right.Course)]
public sealed record ApplicationSigned(int Round, string Content) : Fact;

/// <summary>The asking for a signature ended without one.</summary>
[ShownAs(Right.Course)]
public sealed record SigningClosed(int Round, SigningOutcome Outcome) : Fact;

/// <summary>Takes the signatory's answer: a signature submits the application, a return opens the draft again.</summary>
public static class AnswerSigning
{
    public const int MaxComment = 1000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<SigningState> Decide(SigningState state, SigningForm form, Answering by)
    {
        if (form.Decision is not { } decision || !Enum.IsDefined(decision))
        {
            throw PlatformProblems.Invalid("decision", "应为签署或退回", "must be Sign or Return");
        }

        var comment = Comment(form);
        if (comment is not null) PlainText.Check("comment", comment, MaxComment);
        if (decision == SigningDecision.Return && comment is null)
        {
            throw PlatformProblems.Invalid("comment", "请填写退回原因", "give the reasons of a return");
        }

        var application = state.Application with { Signing = state.Application.Signing! with { Reason = comment } };
        var change = decision == SigningDecision.Sign
            ? Sign(application, by.Person, by.At)
            : Close(application, SigningOutcome.Returned, by.Person, by.At, by.Person);
        return new Change<SigningState>(state with { Application = change.Next }, change.Facts);
    }

    /// <summary>Whether the signatory answers the same again.</summary>
    public static bool IsSame(SigningRound earlier, SigningForm form) =>
        earlier.Reason == Comment(form) && earlier.Outcome == form.Decision switch
    {
        SigningDecision.Sign => SigningOutcome.Signed,
        SigningDecision.Return => SigningOutcome.Returned,
        _ => null,
    };

    /// <summary>Signs and submits, whatever day it is: the guide's deadline is kept by the sending.</summary>
    internal static Change<Application> Sign(Application application, string signatory, DateTimeOffset at)
    {
        var round = application.Signing! with
        {
            Outcome = SigningOutcome.Signed, Signatory = signatory, AnsweredAt = at.ToUniversalTime(),
        };
        var signed = Change.To(
            application with { Signing = round }, signatory, new ApplicationSigned(round.Round, round.Content));
        var submitted = SubmitApplication.Submitted(signed.Next, signatory, at);
        return new Change<Application>(submitted.Next, [.. signed.Facts, .. submitted.Facts]);
    }

    /// <summary>Makes it a draft again.</summary>
    /// <param name="signatory">Null where none answered.</param>
    internal static Change<Application> Close(
        Application application, SigningOutcome outcome, string actor, DateTimeOffset at, string? signatory = null)
    {
        var round = application.Signing! with
        {
            Outcome = outcome, Signatory = signatory, AnsweredAt = signatory is null ? null : at.ToUniversalTime(),
        };
        return Change.To(
            application with { Status = ApplicationStatus.Draft, Signing = round }, actor, new SigningClosed(round.Round, outcome));
    }

    private static string? Comment(SigningForm form) => PlainText.KeptOrNull(form.Comment);
}
