using FunctionsApp.Documents.Texts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Duplicates;

/// <summary>What of an application was compared.</summary>
/// <param name="Type">Of the document, or the field's key; empty for the form.</param>
/// <param name="State">How far its text was read; null where only the file or the answer itself is compared.</param>
public sealed record ComparedPart(ComparedKind Kind, string Type, int Version, TextState? State);

/// <summary>Something that two applications have in common.</summary>
/// <param name="Type">Of the application that was compared; empty for the form.</param>
/// <param name="Percent">Of its text that is also in the other, 1 to 100; 100 for what is the same.</param>
public sealed record Duplicate(
    Likeness Likeness, ComparedKind Kind, string Type, int Version, string Other, ComparedKind OtherKind, string OtherType,
    int OtherVersion, int Percent);

/// <summary>One comparison of an application with all that were submitted before.</summary>
/// <param name="Round">Of corrections; 0 for the first submission.</param>
/// <param name="At">UTC.</param>
/// <param name="Parts">What was compared, in the order of the programme's documents; then the form, then answers.</param>
/// <param name="Against">Documents, forms and answers of other applications that it was compared with.</param>
/// <param name="Found">The most alike first.</param>
public sealed record Comparison(
    int Round, DateTimeOffset At, IReadOnlyList<ComparedPart> Parts, int Against, IReadOnlyList<Duplicate> Found);

/// <summary>All comparisons of an application, by round.</summary>
public sealed record DuplicateReport(string Application, IReadOnlyList<Comparison> Comparisons);

/// <summary>
/// The reports, apart from their applications: neither number, nor ETag, nor record of an application shows its applicant whether anything
/// was found.
/// </summary>
public static class DuplicateAggregate
{
    public static readonly Aggregate<DuplicateReport> Kind = new(Topology.DuplicatesTable, Part.Own<DuplicateReport>());

    /// <summary>Of its own: facts are published by the subject's id and their number.</summary>
    public static string IdOf(string application) => Ids.From("duplicates", application);
}
