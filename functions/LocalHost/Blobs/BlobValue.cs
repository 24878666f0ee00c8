using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalHost.Blobs;

/// <summary>The blob that started a function, as its trigger parameter takes it.</summary>
internal static class BlobValue
{
    /// <summary>String, bytes and BinaryData are the content, in memory.</summary>
    public static readonly IReadOnlyList<Type> Types = [typeof(Stream), typeof(BlobClient), typeof(string), typeof(byte[]), typeof(BinaryData)];

    /// <summary>The value. A stream is the caller's to dispose, and stays on the version with this ETag.</summary>
    public static async Task<object> OpenAsync(BlobClient blob, Azure.ETag version, Type type, CancellationToken cancellation)
    {
        if (type == typeof(BlobClient)) return blob;
        var conditions = new BlobRequestConditions { IfMatch = version };
        if (type == typeof(Stream)) return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = conditions }, cancellation);
        var content = (await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellation)).Value.Content;
        if (type == typeof(string)) return content.ToString();
        return type == typeof(byte[]) ? content.ToArray() : content;
    }
}
