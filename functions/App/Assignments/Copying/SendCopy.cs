using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments.Copying;

/// <summary>A matter was sent to a person for information. The note is no fact.</summary>
/// <param name="Number">Of the copy.</param>
[ShownAs(Right.Copy)]
public sealed record CopySent(int Number, string From, string To) : ConfidentialFact;

/// <summary>Body of a copy; the page's form sends the same by fields.</summary>
/// <param name="To">Id of one of those who may receive it.</param>
/// <param name="Note">The receiver reads it.</param>
public sealed record CopyForm(
    string To, [property: TextLimit(SendCopy.MaxNote, Multiline = true, MayBeBlank = true)] string? Note = null);

/// <summary>Sends a matter to a person for information (抄送).</summary>
public static class SendCopy
{
    public const int MaxNote = 1000;

    /// <summary>Copies of one matter.</summary>
    public const int Most = 50;

    /// <summary>None where the person has a copy already: each matter comes to a person once.</summary>
    /// <param name="current">Null while the matter has no copies.</param>
    /// <param name="receivers">Ids of those who may receive it.</param>
    /// <exception cref="ProblemException">invalid-field, too-many-copies; checked in this order.</exception>
    public static Change<Copies> Decide(
        Copies? current, CopiedMatter matter, CopyForm form, string from, IReadOnlyCollection<string> receivers, DateTimeOffset at)
    {
        var copies = current ?? new Copies(matter, []);
        if (copies.Of(form.To) is not null) return Change.None(copies);
        if (!receivers.Contains(form.To)) throw PlatformProblems.Invalid(
            "to", "请从名单中选择抄送对象", "must be one of the people on the list");
        var note = string.IsNullOrWhiteSpace(form.Note) ? null : PlainText.Check("note", form.Note, MaxNote);
        if (copies.Items.Count >= Most) throw AssignmentProblems.TooManyCopies.With();
        var copy = new Copy(copies.Items.Count + 1, form.To, from, note, at.ToUniversalTime());
        return Change.To(copies with { Items = [.. copies.Items, copy] }, from, new CopySent(copy.Number, from, copy.To));
    }
}
