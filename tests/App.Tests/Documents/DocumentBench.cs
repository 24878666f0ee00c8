using App.Tests.Applications;
using App.Tests.Documents.Checking;
using App.Tests.Fixtures;
using Azure.Storage.Blobs;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Scanning;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace App.Tests.Documents;

/// <summary>The check of uploads over storage in memory, with a scanner that the test plays.</summary>
internal sealed class DocumentBench : IMalwareScan
{
    public const string Type = "budget";

    public DocumentBench(DocumentOptions? options = null)
    {
        var set = Options.Create(options ?? new DocumentOptions { Scan = FunctionsApp.Documents.Scanner.Clamd, ClamdAddress = "/clamd" });
        var scan = new DocumentScan(this, set, new DocumentMetrics(new Measured.Factory()), Log);
        Incoming = new IncomingDocuments(
            Storage.Client, Under.Store, Examples.Catalogue, new LetterSender(Under.Bus.Client), scan,
            Rejected = new RejectedDocuments(Storage.Client, set, Under.Time), new DocumentMetrics(new Measured.Factory()), Under.Time,
            NullLogger<IncomingDocuments>.Instance);
    }

    public StoreUnderTest Under { get; } = new(DocumentAggregate.Kind);

    public PlayedStorage Storage { get; } = new();

    public LoggedLines<DocumentScan> Log { get; } = new();

    public IncomingDocuments Incoming { get; }

    public RejectedDocuments Rejected { get; }

    public AcceptedDocuments Accepted => new(
        Storage.Client, new DocumentMetrics(new Measured.Factory()),
        new AlterationRecord(Storage.Client, Under.Store, Under.Afterwork, NullLogger<AlterationRecord>.Instance),
        NullLogger<AcceptedDocuments>.Instance);

    /// <summary>A scanner of its own; null for the answers of <see cref="Answer"/>.</summary>
    public IMalwareScan? Scanner { get; init; }

    /// <summary>What the scanner answers; it may throw.</summary>
    public Func<ScanResult> Answer { get; set; } = () => ScanResult.Clean;

    public int Scans { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<ScanResult> ScanAsync(BlobClient blob, Stream content, CancellationToken cancellation)
    {
        Scans++;
        return Scanner?.ScanAsync(blob, content, cancellation) ?? Task.FromResult(Answer());
    }

    /// <summary>An upload that has arrived, of a new draft or as the next version of one.</summary>
    /// <param name="isHashed">Whether its SHA-256 is stated.</param>
    public async Task<DocumentRecord> ReceiveAsync(
        byte[] content, string fileName = "a.xlsx", Application? into = null, bool isHashed = true)
    {
        var draft = into ?? (Examples.Draft() with { Id = Ids.New() });
        var blob = $"{draft.Id}/{Type}/{Ids.New()}";
        var upload = new Upload(Type, blob, fileName, content.Length, isHashed ? Checked.Hash(content) : null);
        var stored = await Under.Store.PutAsync(DocumentAggregate.Kind, draft.Id, state => ReceiveDocument.Decide(
            state ?? Uploads.Of(draft), Examples.Fund, upload, Uploads.MaxUploads, "u1", Under.Time.GetUtcNow()), Cancellation);
        var record = stored.State.Uploads.Single(each => each.Blob == blob);
        Storage.Put("incoming", blob, content, new DocumentTag(draft.Id, Type, record.Version, fileName));
        return record;
    }

    public Task CheckAsync(DocumentRecord record) =>
        Incoming.CheckAsync(Storage.Blob("incoming", record.Blob), record.Blob, Cancellation);

    public async Task<ApplicationDocuments> StateAsync(DocumentRecord record) =>
        (await Under.Store.FindAsync(DocumentAggregate.Kind, record.Application, Cancellation))!.State;

    public async Task<SlotState> SlotAsync(DocumentRecord record) => (await StateAsync(record)).Application.Slot(Type)!;

    public async Task<IReadOnlyList<Fact>> FactsAsync(DocumentRecord record) =>
        [.. (await Under.Store.FindRecordAsync(DocumentAggregate.Kind, record.Application, _ => RecordView.All, Cancellation))!.Facts
            .Select(entry => entry.Read()).OfType<Fact>()];
}
