using App.Tests.Documents.Checking;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;

namespace App.Tests.Documents;

/// <summary>A blob that is changed or deleted behind the app's back, after it was accepted.</summary>
public sealed class AlterationTests
{
    private readonly DocumentBench bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Overwritten_IsRefusedAndAFactOnce()
    {
        var (record, content) = await AcceptedAsync();
        bench.Storage.Put("accepted", record.Blob, [.. content.Reverse()]);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefusedAsync(record, "document-altered")));
        await RefusedAsync(record, "document-altered");

        Assert.Equal([new DocumentAltered("budget", 1, Alteration.Changed)], await AlteredAsync(record));
        // The slot is as it was: a restored blob is handed out again.
        bench.Storage.Put("accepted", record.Blob, content);
        Assert.Equal(content, await ReadAsync(record));
    }

    [Fact]
    public async Task Open_Deleted_IsAFactOnce()
    {
        var (record, _) = await AcceptedAsync();
        bench.Storage.Blobs.TryRemove($"accepted/{record.Blob}", out _);

        await RefusedAsync(record, "not-found");
        await RefusedAsync(record, "not-found");

        Assert.Equal([new DocumentAltered("budget", 1, Alteration.Missing)], await AlteredAsync(record));
    }

    [Fact]
    public async Task Open_ChangedThenDeleted_IsAFactOfEachKind()
    {
        var (record, content) = await AcceptedAsync();
        bench.Storage.Put("accepted", record.Blob, [.. content, 0]);
        await RefusedAsync(record, "document-altered");
        await bench.Under.Afterwork.EndAsync(Cancellation);
        bench.Storage.Blobs.TryRemove($"accepted/{record.Blob}", out _);
        await RefusedAsync(record, "not-found");

        Assert.Equal([Alteration.Changed, Alteration.Missing], (await AlteredAsync(record)).Select(fact => fact.Kind));
    }

    [Fact]
    public async Task RequireIntact_Changed_IsAFact()
    {
        var (record, content) = await AcceptedAsync();
        bench.Storage.Put("accepted", record.Blob, [.. content.Reverse()]);
        var application = (await bench.StateAsync(record)).Application;

        await Assert.ThrowsAsync<ProblemException>(() => bench.Accepted.RequireIntactAsync(application, Cancellation));

        Assert.Equal([Alteration.Changed], (await AlteredAsync(record)).Select(fact => fact.Kind));
    }

    [Theory]
    [InlineData(CheckState.Received)]
    [InlineData(CheckState.Rejected)]
    [InlineData(CheckState.Removed)]
    public async Task Decide_NotAccepted_IsNothing(CheckState state)
    {
        var (record, _) = await AcceptedAsync();
        var documents = await bench.StateAsync(record);

        Assert.Empty(RecordAlteration.Decide(
            documents.With(documents.Upload("budget", 1)! with { State = state }), "budget", 1, Alteration.Missing).Facts);
        Assert.Empty(RecordAlteration.Decide(documents, "budget", 2, Alteration.Missing).Facts);
    }

    /// <summary>What those who review attached is confidential, also in this.</summary>
    [Fact]
    public async Task Decide_Attachment_IsAConfidentialFact()
    {
        var (record, _) = await AcceptedAsync();
        var documents = await bench.StateAsync(record);

        var change = RecordAlteration.Decide(
            documents.With(documents.Upload("budget", 1)! with { IsAttachment = true }), "budget", 1, Alteration.Changed);

        Assert.Equal(new AttachmentAltered("budget", 1, Alteration.Changed), Assert.Single(change.Facts).Fact);
    }

    private async Task<(DocumentRecord Record, byte[] Content)> AcceptedAsync()
    {
        var content = await ContentCheckTests.ReadAsync("workbook22.xlsx");
        var record = await bench.ReceiveAsync(content);
        await bench.CheckAsync(record);
        return (record, content);
    }

    private async Task<byte[]> ReadAsync(DocumentRecord record)
    {
        await using var content = await bench.Accepted.OpenAsync(record.Application, await bench.SlotAsync(record), Cancellation);
        using var read = new MemoryStream();
        await content.CopyToAsync(read, Cancellation);
        return read.ToArray();
    }

    private async Task RefusedAsync(DocumentRecord record, string slug) =>
        Assert.Equal(slug, (await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(record))).Type.Slug);

    private async Task<IReadOnlyList<DocumentAltered>> AlteredAsync(DocumentRecord record)
    {
        await bench.Under.Afterwork.EndAsync(Cancellation);
        return [.. (await bench.FactsAsync(record)).OfType<DocumentAltered>()];
    }
}
