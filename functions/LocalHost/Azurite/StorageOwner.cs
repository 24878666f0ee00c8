using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LocalHost.Blobs;

namespace LocalHost.Azurite;

/// <summary>Which data folder a storage belongs to: two hosts on one would take each other's blobs and facts.</summary>
internal static class StorageOwner
{
    private const string Container = "localhost";
    private const string Id = "id";
    private const string Folder = "folder";

    /// <summary>Marks storage as a data folder's own, by an id that the folder keeps.</summary>
    /// <exception cref="LocalHostException">It is another folder's.</exception>
    public static async Task ClaimAsync(StorageAccount account, LocalHostOptions options, CancellationToken cancellation)
    {
        var own = IdOf(options.DataFile("storage.id"));
        var container = account.Blobs.GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var mark = container.GetBlobClient("owner");
        try
        {
            var metadata = new Dictionary<string, string> { [Id] = own, [Folder] = Uri.EscapeDataString(options.DataDirectory) };
            var upload = new BlobUploadOptions { Metadata = metadata, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await mark.UploadAsync(BinaryData.Empty, upload, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            BlobProperties found = await mark.GetPropertiesAsync(cancellationToken: cancellation);
            if (found.Metadata[Id] == own) return;
            throw new LocalHostException(
                $"The storage on port {options.Emulator.BlobPort} belongs to the LocalHost of {Uri.UnescapeDataString(found.Metadata[Folder])}. "
                + $"Stop that one, or choose another port with --azurite-port.");
        }
    }

    private static string IdOf(string path)
    {
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        var made = Guid.NewGuid().ToString("N");
        File.WriteAllText(path, made);
        return made;
    }
}
