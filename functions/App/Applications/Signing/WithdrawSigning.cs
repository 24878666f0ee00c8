using FunctionsApp.Applications.Partners;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Signing;

/// <summary>Takes an application back that waits for its partners or its signature: it is a draft again.</summary>
public static class WithdrawSigning
{
    /// <summary>None where it is a draft already.</summary>
    /// <exception cref="ProblemException">not-open: it waits for neither.</exception>
    public static Change<SigningState> Decide(SigningState state, string actor, DateTimeOffset at)
    {
        var application = state.Application;
        if (application.Status == ApplicationStatus.Draft) return Change.None(state);
        if (application is { Status: ApplicationStatus.Consenting, Consents: { } round })
        {
            return AnswerConsent.Close(state, round, ConsentOutcome.Recalled, actor);
        }

        if (application.Status != ApplicationStatus.Signing) throw ApplicationProblems.NotOpenNow(application);
        var change = AnswerSigning.Close(application, SigningOutcome.Recalled, actor, at);
        return new Change<SigningState>(state with { Application = change.Next }, change.Facts).WithoutOpen();
    }

    /// <summary>With the questions about a signature or a consent closed that are still open.</summary>
    internal static Change<SigningState> WithoutOpen(this Change<SigningState> change) => change with
    {
        Next = change.Next with
        {
            Assignments =
            [
                .. change.Next.Assignments.Select(assignment =>
                    assignment is { State: AssignmentState.Open, Ask.Kind: SigningQuestion.Name or ConsentQuestion.Name }
                        ? assignment with { State = AssignmentState.Cancelled } : assignment),
            ],
        },
    };
}
