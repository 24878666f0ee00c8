using App.Tests.Applications;
using App.Tests.Documents.Checking;
using App.Tests.Fixtures;
using Azure;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;

namespace App.Tests.Documents;

[Collection(Traced.Tests)]
public sealed class AcceptedDocumentsTests : IDisposable
{
    private static readonly string Name = $"{Examples.Id}/budget/b";
    private static readonly byte[] Content = "content"u8.ToArray();
    private readonly Measured measured = new();

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Open_AsItWasAccepted_IsHandedOut()
    {
        Assert.Equal(Content, await OpenAsync(Content, "e1", "e1"));
        // A restored copy has another ETag; an older record has none.
        Assert.Equal(Content, await OpenAsync(Content, "e2", "e1"));
        Assert.Equal(Content, await OpenAsync(Content, "e2", null));
    }

    [Theory]
    [InlineData("e1")]
    [InlineData("e2")]
    public async Task Open_APart_IsHandedOut(string etag)
    {
        var part = await Documents(Content, etag).OpenAsync(
            Examples.Id, Slot("e1"), TestContext.Current.CancellationToken, new HttpRange(2, 3));

        Assert.Equal("nte", await new StreamReader(part).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_ChangedInStorage_IsRefusedAndCounted()
    {
        Assert.Equal("document-altered", await SlugAsync("Content"u8.ToArray(), "e2"));
        Assert.Equal("document-altered", await SlugAsync("content, longer"u8.ToArray(), "e1"));
        Assert.Equal("not-found", await SlugAsync(null, "e1"));

        Assert.Equal(3, measured.Now("documents.altered").Values.Single());
    }

    [Fact]
    public async Task RequireIntact_OneDocumentChangedOrGone_Throws()
    {
        var application = Examples.Draft() with { Slots = [new SlotState("plan", true, DocumentState.Empty), Slot("e1")] };

        await Documents(Content, "e1").RequireIntactAsync(application, TestContext.Current.CancellationToken);
        // A restored copy has another ETag and the same content.
        await Documents(Content, "e2").RequireIntactAsync(application, TestContext.Current.CancellationToken);
        foreach (var stored in new[] { Documents("Content"u8.ToArray(), "e2"), Documents("content, longer"u8.ToArray(), "e1"), Documents(null, "e1") })
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(
                () => stored.RequireIntactAsync(application, TestContext.Current.CancellationToken));
            Assert.Equal("document-altered", problem.Type.Slug);
        }
    }

    private AcceptedDocuments Documents(byte[]? stored, string etag) =>
        StoredBlob.Documents(StoredBlob.Of(stored, etag, Name), new DocumentMetrics(measured.Meters));

    private async Task<byte[]> OpenAsync(byte[]? stored, string etag, string? accepted)
    {
        using var content = new MemoryStream();
        await (await Documents(stored, etag).OpenAsync(Examples.Id, Slot(accepted), TestContext.Current.CancellationToken)).CopyToAsync(
            content, TestContext.Current.CancellationToken);
        return content.ToArray();
    }

    private async Task<string> SlugAsync(byte[]? stored, string etag) =>
        (await Assert.ThrowsAsync<ProblemException>(() => OpenAsync(stored, etag, "e1"))).Type.Slug;

    private static SlotState Slot(string? etag) =>
        new(
            "budget", true, DocumentState.Accepted, 1, "a.xlsx", Content.Length, Checked.Hash(Content), Blob: Name, Newest: 1,
            BlobETag: etag);
}
