using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Duplicates;

/// <param name="Text">Null where only the file or the answer itself is compared.</param>
public sealed record ComparedText(Fingerprint Fingerprint, ComparedPart Part, string? Text = null);

/// <summary>Reads what of an application is compared, and keeps its texts.</summary>
public sealed class ComparedTexts(AcceptedDocuments documents, KeptTexts kept)
{
    /// <param name="round">Of corrections; 0 for the first submission.</param>
    public async Task<IReadOnlyList<ComparedText>> ReadAsync(
        ApplicationForm state, ProgrammeDefinition definition, int round, CancellationToken cancellation)
    {
        var compared = new List<ComparedText>();
        foreach (var slot in state.Application.Slots)
        {
            if (slot.State != DocumentState.Accepted || definition.Slot(slot.Type) is not { FormLetter: false }) continue;
            var (text, read) = await TextAsync(state.Application.Id, slot, cancellation);
            var digest = Convert.FromHexString(slot.Sha256!)[..Fingerprint.DigestBytes];
            compared.Add(Of(new Fingerprint(state.Application.Id, ComparedKind.Document, slot.Type, slot.Version, digest), read, text));
        }

        if (FormText(state, definition, round) is { } form) compared.Add(form);
        compared.AddRange(Answers(state, definition, round));
        compared.AddRange(Projects(state.Application, round));
        foreach (var each in compared)
        {
            if (each is { Text: { } text, Fingerprint.Signature: not null }) await kept.KeepAsync(each.Fingerprint, text, cancellation);
        }

        return compared;
    }

    /// <summary>The long texts of the form, as one; null where it has none.</summary>
    internal static ComparedText? FormText(ApplicationForm state, ProgrammeDefinition definition, int round)
    {
        var answers = definition.Form.OfType<TextField>().Where(field => field.Multiline)
            .Select(field => state.Answers[field.Key]?.GetString()).OfType<string>().ToList();
        if (answers.Count == 0) return null;
        var text = string.Join('\n', answers);
        return Of(
            new Fingerprint(state.Application.Id, ComparedKind.Form, "", round, Fingerprint.DigestOf(text)), Judge(text, TextState.Read),
            text);
    }

    /// <summary>The answers that name the project or its leader.</summary>
    internal static IEnumerable<ComparedText> Answers(ApplicationForm state, ProgrammeDefinition definition, int round) =>
        from field in definition.Form.OfType<TextField>()
        where field.Identifies is not null
        let answer = state.Answers[field.Key]?.GetString()
        where answer is not null
        let kind = field.Identifies == Identified.Lead ? ComparedKind.Lead : ComparedKind.ProjectNumber
        select Of(new Fingerprint(state.Application.Id, kind, field.Key, round, Fingerprint.DigestOf(answer)), null, null);

    /// <summary>The project by each organisation that applies: a partner finds it also where it applies alone, or with others.</summary>
    internal static IEnumerable<ComparedText> Projects(Application application, int round) =>
        from code in application.Organisations.Select(organisation => organisation.Value).Order(StringComparer.Ordinal)
        let digest = Fingerprint.DigestOf($"{code} {application.Subject.Title}")
        select Of(new Fingerprint(application.Id, ComparedKind.Project, code, round, digest), null, null);

    private static ComparedText Of(Fingerprint fingerprint, TextState? read, string? text)
    {
        var part = new ComparedPart(fingerprint.Kind, fingerprint.Type, fingerprint.Version, read);
        if (text is null || read is not (TextState.Read or TextState.Cut)) return new ComparedText(fingerprint, part);
        var signature = Signature.Of(Signature.RunsOf(text));
        return new ComparedText(fingerprint with { Signature = signature }, part, text);
    }

    private async Task<(string? Text, TextState? State)> TextAsync(string application, SlotState slot, CancellationToken cancellation)
    {
        var format = DeclaredFormat.ByExtension(slot.FileName!)!.Value;
        if (format is not (DocumentFormat.Pdf or DocumentFormat.Docx)) return (null, null);
        var (text, state) = await DocumentText.ReadAsync(documents, application, slot, cancellation);
        return state == TextState.TooLarge ? (null, state) : (text, Judge(text, state));
    }

    /// <summary>What a text can be compared by, that was read so.</summary>
    internal static TextState Judge(string text, TextState state) =>
        state == TextState.Read && Words.Of(text).Count < Signature.Least ? TextState.TooShort : state;
}
