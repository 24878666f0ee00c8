using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Takes an officer's answer on a draft.</summary>
public static class VerifyWarning
{
    public const int MaxComment = 1000;

    /// <param name="state">A draft.</param>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<WarningState> Decide(WarningState state, VerificationForm form, Answering by)
    {
        var decision = Decision(form);
        if (form.Level is { } given && !Enum.IsDefined(given))
        {
            throw PlatformProblems.Invalid("level", "应为蓝色、黄色、橙色或红色", "must be Blue, Yellow, Orange or Red");
        }

        var comment = Comment(form);
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        var level = decision == VerificationDecision.Confirm ? form.Level ?? warning.Level : warning.Level;
        var next = warning with
        {
            Status = decision == VerificationDecision.Confirm ? WarningStatus.Verified : WarningStatus.Dismissed,
            Level = level,
            Verification = new Verification(by.Person, decision, level, comment, by.At),
        };
        WarningFact fact = decision == VerificationDecision.Confirm
            ? new WarningVerified(scope.Sector, scope.District, level, warning.Wording.Headline, 0)
            : new WarningDismissed(scope.Sector, scope.District, level, warning.Wording.Headline, 0);
        return Change.To(state with { Warning = next }, by.Person, fact.Concerning(warning));
    }

    /// <summary>Whether the same officer answers the same again; the comment does not matter.</summary>
    public static bool IsSame(Verification earlier, VerificationForm form) =>
        earlier.Decision == form.Decision
        && (earlier.Decision == VerificationDecision.Dismiss || earlier.Level == (form.Level ?? earlier.Level));

    /// <exception cref="ProblemException">invalid-field.</exception>
    internal static VerificationDecision Decision(VerificationForm form) => form.Decision is { } decision && Enum.IsDefined(decision)
        ? decision
        : throw PlatformProblems.Invalid("decision", "应为核实并发布或不属实", "must be Confirm or Dismiss");

    /// <exception cref="ProblemException">invalid-field.</exception>
    internal static string? Comment(VerificationForm form) =>
        string.IsNullOrWhiteSpace(form.Comment) ? null : PlainText.Check("comment", form.Comment, MaxComment);
}
