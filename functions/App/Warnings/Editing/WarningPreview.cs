using System.Text;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings.Cap;

namespace FunctionsApp.Warnings.Editing;

/// <summary>A warning as it would be published, made by the rules that publish it; nothing of it is stored.</summary>
/// <param name="Published">With the message that the public would read.</param>
/// <param name="Cap">Of that message.</param>
/// <param name="Letter">To whoever must verify it first; null where it is published at once.</param>
public sealed record WarningPreview(WarningState Published, string Cap, (string Subject, string Text)? Letter)
{
    /// <param name="web">Address of the warning, as its CAP document names it.</param>
    /// <exception cref="ProblemException">As <see cref="DraftWarning"/>.</exception>
    public static WarningPreview Of(Signal signal, Acting by, LadderPolicy.Hours ladder, Uri web, Language language)
    {
        var draft = DraftWarning.Decide(null, signal, by).Next;
        var confirmed = VerifyWarning.Decide(draft, Confirmed, new Answering(by.Actor, "", by.At)).Next;
        return Of(PublishWarning.Decide(confirmed, by).Next, WarningQuestion.PreviewLetter(draft.Warning, ladder, by.At, language), web);
    }

    /// <param name="change">Decided, with facts.</param>
    public static WarningPreview Of(Change<WarningState> change, Acting by, LadderPolicy.Hours ladder, Uri web, Language language)
    {
        var next = change.Next;
        return next.Warning.Proposed is null
            ? Of(next, null, web)
            : Of(
                VerifyChange.Decide(next, Confirmed, by).Next,
                WarningQuestion.PreviewLetter(next.Warning, ladder, by.At, language), web);
    }

    private static VerificationForm Confirmed => new(null, VerificationDecision.Confirm);

    private static WarningPreview Of(WarningState published, (string Subject, string Text)? letter, Uri web) => new(
        published,
        Encoding.UTF8.GetString(CapDocument.Write(
            published.Messages[^1], [.. published.Warning.Messages.Take(published.Messages.Count - 1)], web)),
        letter);
}
