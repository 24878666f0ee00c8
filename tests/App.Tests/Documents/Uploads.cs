using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Documents;

/// <summary>Uploads into applications of the fund.</summary>
internal static class Uploads
{
    public static readonly Rejection Bad = new("bad", new LocalizedText("坏", "bad"));

    public const int MaxUploads = 50;

    public static ApplicationDocuments Of(Application application) => new(application, []);

    public static Change<ApplicationDocuments> Receive(ApplicationDocuments state, string type) =>
        ReceiveDocument.Decide(state, Examples.Fund, new Upload(type, "blob", "a.xlsx", 3, "cd"), MaxUploads, "u1", Examples.Now);

    public static Change<ApplicationDocuments> Accept(ApplicationDocuments state, DocumentRecord upload) =>
        CheckDocument.Accept(state, Examples.Fund, upload, "etag", Examples.Now);

    public static Change<ApplicationDocuments> Reject(ApplicationDocuments state, DocumentRecord upload) =>
        CheckDocument.Reject(state, Examples.Fund, upload, Bad, Examples.Now);

    /// <summary>The upload that a change is about.</summary>
    public static DocumentRecord Newest(Change<ApplicationDocuments> change) => change.Next.Uploads[^1];
}
