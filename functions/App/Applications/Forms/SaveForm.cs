using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>The answers of the form changed.</summary>
/// <param name="Sha256">Digest of all answers. The answers themselves may be personal data, and facts are kept for long.</param>
/// <param name="Complete">Nothing is missing.</param>
/// <param name="Changed">Keys of the fields.</param>
[ShownAs(Right.Course)]
public sealed record FormSaved(string Sha256, bool Complete, IReadOnlyList<string> Changed) : Fact;

/// <summary>Saves the answers of a form. They may be incomplete; with the last one the application may be submitted.</summary>
public static class SaveForm
{
    /// <summary>Bytes of all answers as JSON at most: as UTF-16 they fill less than half of the 1 MiB that a row may have.</summary>
    public const int MaxBytes = 200 * 1024;

    /// <summary>The answers replace all earlier ones; the same ones change no answer.</summary>
    /// <param name="given">Checked against the definition's form.</param>
    /// <exception cref="ProblemException">not-open: submitted or over, or returned without asking for a field that differs;
    /// invalid-form with all faults; answers-too-large.</exception>
    /// <param name="submits">Whether the application may be submitted by it; what is saved while someone types submits nothing.</param>
    public static Change<ApplicationForm> Decide(ApplicationForm state, ProgrammeDefinition definition, CheckedForm given, string actor,
        DateTimeOffset at, bool submits = true)
    {
        var application = state.Application;
        var open = Open(application, definition);
        if (open.Count == 0) throw ApplicationProblems.NotOpenNow(application);
        var wrong = given.Faults.Where(fault => !fault.Incomplete).ToList();
        if (wrong.Count > 0) throw FormProblems.Invalid(wrong);
        if (Encoding.UTF8.GetByteCount(given.Answers.Json()) is var bytes && bytes > MaxBytes)
        {
            throw FormProblems.AnswersTooLarge.With($"{bytes} 字节，上限 {MaxBytes} 字节", $"{bytes} bytes, at most {MaxBytes}");
        }

        var changed = state.Answers.Changed(given.Answers);
        if (changed.Count == 0) return submits ? Submitted(state, Change.None(application), definition, at) : Change.None(state);
        // A calculated answer changes with what it is calculated of.
        var closed = changed.Except(open).Where(key => definition.Field(key) is not CalculatedField).ToList();
        if (closed.Count > 0) throw Closed(definition, closed);

        var form = FormState.Of(definition.Form, given, application.Form?.Salt) with { SavedAt = at.ToUniversalTime() };
        var toCorrect = application.Form!.Fields.Where(field => field.ToCorrect).Select(field => field.Key).Except(changed).ToList();
        var next = application with
        {
            Form = form.Asking(toCorrect),
            Slots = Conditions.Slots(application.Slots, definition, given, application.Circumstances()),
        };
        var fact = new FormSaved(form.Sha256, form.Incomplete.Count == 0, changed);
        var saved = Change.To(next, actor, fact);
        var filled = state with { Answers = given.Answers };
        return submits ? Submitted(filled, saved, definition, at)
            : new Change<ApplicationForm>(filled with { Application = saved.Next }, saved.Facts);
    }

    /// <summary>With the submission, where that made the application complete; also where it was completed while someone typed.</summary>
    private static Change<ApplicationForm> Submitted(
        ApplicationForm state, Change<Application> saved, ProgrammeDefinition definition, DateTimeOffset at)
    {
        var change = SubmitApplication.WhenComplete(saved, state.Answers, definition, at);
        return new Change<ApplicationForm>(state with { Application = change.Next }, change.Facts);
    }

    /// <summary>Keys of the fields that may be changed now; with a field that a return names also those that depend on it.</summary>
    public static IReadOnlyList<string> Open(Application application, ProgrammeDefinition definition) =>
        (application.Status, application.Form) switch
    {
        (_, null) => [],
        (ApplicationStatus.Draft, { } form) => [.. form.Fields.Select(field => field.Key)],
        (ApplicationStatus.Returned, { } form) when definition.WithDependents(application.Supplement.Fields) is var reopened =>
            // Partners consented to what was submitted: no correction names others.
            [.. form.Fields.Select(field => field.Key).Where(key => reopened.Contains(key) && key != definition.Partners?.Table)],
        _ => [],
    };

    private static ProblemException Closed(ProgrammeDefinition definition, IReadOnlyList<string> keys)
    {
        var labels = keys.Select(key => definition.Field(key)!.Label).ToList();
        return ApplicationProblems.NotOpen.With(
            new($"补正未要求这些字段：{string.Join("、", labels.Select(label => label.Chinese))}",
                $"The supplement does not ask for these fields: {string.Join(", ", labels.Select(label => label.English))}"),
            new Dictionary<string, object?> { ["fields"] = keys });
    }
}
