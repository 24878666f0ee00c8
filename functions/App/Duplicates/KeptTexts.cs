using System.IO.Compression;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Platform;

namespace FunctionsApp.Duplicates;

/// <summary>The texts that were compared, so that passages can be shown: blobs <c>{application}/{kind}/{type}/{version}</c>.</summary>
public sealed class KeptTexts(BlobServiceClient blobs)
{
    /// <summary>Safe to run twice.</summary>
    public async Task KeepAsync(Fingerprint of, string text, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using (var packed = new BrotliStream(content, CompressionLevel.Fastest, leaveOpen: true))
        {
            await packed.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        }

        content.Position = 0;
        await Blob(of.Application, of.Kind, of.Type, of.Version).UploadAsync(
            content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain", ContentEncoding = "br" } },
            cancellation);
    }

    /// <summary>Null where it is not there.</summary>
    public async Task<string?> FindAsync(
        string application, ComparedKind kind, string type, int version, CancellationToken cancellation)
    {
        try
        {
            var content = (await Blob(application, kind, type, version).DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            await using var unpacked = new BrotliStream(content.Content, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What of the candidates holds on the texts themselves, the most alike first: a signature is an estimate.</summary>
    public async Task<IReadOnlyList<Duplicate>> ConfirmAsync(
        IReadOnlyList<ComparedText> own, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var found = new List<Duplicate>();
        foreach (var (fingerprint, _, text) in own)
        {
            var runs = text is null ? [] : Signature.RunsOf(text);
            foreach (var candidate in candidates.Where(candidate => candidate.Own == fingerprint))
            {
                var of = candidate.Other;
                var share = candidate.Likeness != Likeness.SimilarText ? 1
                    : await FindAsync(of.Application, of.Kind, of.Type, of.Version, cancellation) is { } other
                        ? Overlap.ShareOf(runs, other) : 0;
                if (CompareApplication.Of(candidate, share) is { } duplicate) found.Add(duplicate);
            }
        }

        return [.. found.OrderByDescending(each => each.Percent).Take(CompareApplication.Most)];
    }

    private BlobClient Blob(string application, ComparedKind kind, string type, int version) =>
        blobs.GetBlobContainerClient(Topology.Texts).GetBlobClient(
            kind == ComparedKind.Form ? $"{application}/form/{version}" : $"{application}/document/{type}/{version}");
}
