using Azure;
using Azure.Core;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents.Uploading;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace App.Tests.Documents.Uploading;

public class UploadSasTests
{
    private static readonly Uri Address = new("https://account.blob.core.windows.net/incoming/a/budget/u");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly Mock<BlobServiceClient> service = new();

    [Fact]
    public async Task Target_OfAnAccountKey_WritesOneBlobWithoutAStart()
    {
        var key = new StorageSharedKeyCredential("account", Convert.ToBase64String(new byte[32]));

        var target = await Sas().ForAsync(new BlobClient(Address, key), TestContext.Current.CancellationToken);

        AssertWritesOneBlob(target);
        service.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Target_OfAnIdentity_IsSignedByOneKeyUntilItEnds()
    {
        service.Setup(it => it.GetUserDelegationKeyAsync(It.IsAny<DateTimeOffset?>(), It.IsAny<DateTimeOffset>(),
            It.IsAny<CancellationToken>()))
            .ReturnsAsync((DateTimeOffset? _, DateTimeOffset until, CancellationToken _) => Response.FromValue(
                BlobsModelFactory.UserDelegationKey("oid", "tid", clock.GetUtcNow(), until, "b", "2020-02-10",
                    Convert.ToBase64String(new byte[32])), Mock.Of<Response>()));
        var (sas, blob) = (Sas(), new BlobClient(Address, Mock.Of<TokenCredential>()));

        AssertWritesOneBlob(await sas.ForAsync(blob, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromHours(23));
        await sas.ForAsync(blob, TestContext.Current.CancellationToken);
        Verify(1);
        clock.Advance(TimeSpan.FromMinutes(30));
        await sas.ForAsync(blob, TestContext.Current.CancellationToken);
        Verify(2);
    }

    private UploadSas Sas() => new(service.Object, TimeSpan.FromMinutes(30), clock);

    private void Verify(int times) => service.Verify(
        it => it.GetUserDelegationKeyAsync(null, It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()), Times.Exactly(times));

    private static void AssertWritesOneBlob(UploadTarget target)
    {
        var query = QueryHelpers.ParseQuery(target.Url.Query);
        Assert.Equal(["b", "cw", "https", "2026-03-02T01:30:00Z"], new[] { "sr", "sp", "spr", "se" }.Select(name => $"{query[name]}"));
        Assert.False(query.ContainsKey("st"));
        Assert.Equal(Address.AbsolutePath, target.Url.AbsolutePath);
        Assert.DoesNotContain("sig", $"{target}");
    }
}
