using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Documents;

/// <summary>An application with all its uploads.</summary>
public sealed record ApplicationDocuments(Application Application, IReadOnlyList<DocumentRecord> Uploads)
{
    /// <summary>Of the application's form: its last document may submit it, and then its conditions are looked at.</summary>
    public Answers Answers { get; init; } = Answers.None;

    public DocumentRecord? Upload(string type, int version) =>
        Uploads.FirstOrDefault(upload => upload.Type == type && upload.Version == version);

    /// <summary>With the upload as it is now.</summary>
    public ApplicationDocuments With(DocumentRecord upload) =>
        this with { Uploads = DocumentAggregate.With(Uploads, upload) };
}

/// <summary>The uploads with all that decides who may see them.</summary>
internal sealed record DocumentCase(ApplicationCase Case, IReadOnlyList<DocumentRecord> Uploads);

/// <summary>The uploads, in their application's partition: row <c>document|type|0001</c>.</summary>
public static class DocumentAggregate
{
    /// <summary>With one more, or with another state of one that is there.</summary>
    internal static IReadOnlyList<DocumentRecord> With(IReadOnlyList<DocumentRecord> uploads, DocumentRecord upload) =>
        [.. uploads.Where(other => other.Type != upload.Type || other.Version != upload.Version), upload];

    /// <summary>For pages that show them beside the review.</summary>
    public static readonly Part<IReadOnlyList<DocumentRecord>> Uploads =
        Part.Many<DocumentRecord>("document", upload => $"{upload.Type}|{upload.Version.ToString("D4", CultureInfo.InvariantCulture)}");

    public static readonly Aggregate<ApplicationDocuments> Kind = new(ApplicationAggregate.Kind.Table, new Part<ApplicationDocuments>
    {
        Kinds = [.. FormAggregate.Kind.Kinds, .. Uploads.Kinds],
        Read = rows => new ApplicationDocuments(ApplicationAggregate.Part.Read(rows), Uploads.Read(rows))
        {
            Answers = FormAggregate.Part.Read(rows),
        },
        Write = state =>
        [
            .. ApplicationAggregate.Part.Write(state.Application), .. FormAggregate.Part.Write(state.Answers),
            .. Uploads.Write(state.Uploads),
        ],
        Lines = state => ApplicationAggregate.Part.Lines(state.Application),
    });

    /// <summary>For reading: who may see the uploads depends on who is asked about the application.</summary>
    private static readonly Aggregate<DocumentCase> Case = new(ApplicationAggregate.Kind.Table, new Part<DocumentCase>
    {
        Kinds = [.. ApplicationAggregate.Part.Kinds, .. AssignmentIndex.Part.Kinds, .. Uploads.Kinds],
        Read = rows => new DocumentCase(
            new ApplicationCase(ApplicationAggregate.Part.Read(rows), AssignmentIndex.Part.Read(rows)), Uploads.Read(rows)),
        Write = _ => throw new NotSupportedException(),
    });

    /// <summary>The uploads of one moment, and what the caller may see of the application.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or the caller has not all of the rights.</exception>
    internal static async Task<(DocumentCase Read, Reader Reader)> GetReadableUploadsAsync(
        this AggregateStore store, string id, Caller caller, CancellationToken cancellation, params Right[] needs)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var read = (await store.GetAsync(Case, id, cancellation)).State;
        var reader = read.Case.For(caller);
        return needs.All(reader.Has) ? (read, reader) : throw IdentityProblems.Hidden();
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<ApplicationDocuments>> ChangeDocumentsAsync(
        this AggregateStore store, string application, Func<ApplicationDocuments, Change<ApplicationDocuments>> decide,
            CancellationToken cancellation) =>
        store.ChangeAsync(Kind, application, decide, cancellation);
}
