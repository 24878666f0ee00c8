using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>An objection is decided. The ruling itself is no fact.</summary>
public sealed record ObjectionDecided(string Application, string Stage, int Round, int Number) : StageChanged(Application, Stage, Round);

/// <summary>Body of a ruling; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Reason">The applicant reads it where the objection is upheld: it names no one.</param>
/// <param name="Answer">The objector reads it.</param>
[Problems("second-stage")]
public sealed record RulingForm(
    string? Token,
    Ruling? Ruling,
    [property: TextLimit(DecideObjection.MaxText, Multiline = true, MayBeBlank = true)] string? Reason = null,
    [property: TextLimit(DecideObjection.MaxText, Multiline = true, MayBeBlank = true)] string? Answer = null) : IAnswer;

/// <summary>Takes a ruling on an objection.</summary>
public static class DecideObjection
{
    public const int MaxText = 1000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<NoticeState> Decide(NoticeState state, Assignment assignment, RulingForm form, Answering by)
    {
        if (form.Ruling is not { } ruling || !Enum.IsDefined(ruling)) throw PlatformProblems.Invalid(
            "ruling", "应为 Dismissed 或 Upheld", "must be Dismissed or Upheld");
        var (reason, answer) = (Text("reason", form.Reason), Text("answer", form.Answer));
        var (number, stage) = (assignment.Ask.Round, state.Notice.Stage);
        // The objector's own name in what the applicant reads would end the secret.
        if (state.Objection(number) is { } objection && reason.Contains(objection.Statement.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw PlatformProblems.Invalid("reason", "申请人会看到此内容，不得写出异议人", "the applicant reads it: it must not name the objector");
        }

        var decided = new ObjectionRuling(number, assignment.Id, by.Person, ruling, reason, answer, by.Digest, by.At);
        return Change.To(
            state with { Rulings = [.. state.Rulings, decided] }, by.Person,
            new ObjectionDecided(stage.ApplicationId, stage.Stage, stage.Round, number));
    }

    public static bool IsSame(ObjectionRuling earlier, RulingForm form) =>
        earlier.Ruling == form.Ruling && earlier.Reason == Kept(form.Reason) && earlier.Answer == Kept(form.Answer);

    private static string Text(string field, string? text) => PlainText.Check(field, text ?? "", MaxText);

    private static string? Kept(string? text) => text is null ? null : PlainText.Kept(text);
}
