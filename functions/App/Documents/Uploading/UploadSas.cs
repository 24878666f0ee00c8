using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace FunctionsApp.Documents.Uploading;

/// <summary>Where the blocks of one upload go, and until when. The address is a secret and is never logged.</summary>
public sealed record UploadTarget(Uri Url, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(UploadTarget);
}

/// <summary>Signs addresses that can write one blob and do nothing else.</summary>
/// <remarks>
/// By the account's key where there is one (the emulator), else by a key of the app's identity, kept for some hours. No start time:
/// clocks differ. Storage compares with real time, so the clock here is never the app's.
/// </remarks>
/// <param name="clock">Of the machine.</param>
public sealed class UploadSas(BlobServiceClient blobs, TimeSpan life, TimeProvider clock)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim gate = new(1, 1);
    private UserDelegationKey? key;

    public async Task<UploadTarget> ForAsync(BlobClient blob, CancellationToken cancellation)
    {
        // To the second: a signature has no fractions.
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + life).ToUnixTimeSeconds());
        var sas = new BlobSasBuilder(BlobSasPermissions.Create | BlobSasPermissions.Write, expires)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri) return new UploadTarget(blob.GenerateSasUri(sas), expires);
        var query = sas.ToSasQueryParameters(await KeyAsync(expires, cancellation), blob.AccountName);
        return new UploadTarget(new BlobUriBuilder(blob.Uri) { Sas = query }.ToUri(), expires);
    }

    // A signature must not outlive its key.
    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (key is not null && key.SignedExpiresOn > until) return key;
            return key = await blobs.GetUserDelegationKeyAsync(null, clock.GetUtcNow() + KeyLife, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }
}
