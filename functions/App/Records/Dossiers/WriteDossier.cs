using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Records.Dossiers;

/// <summary>Writes a dossier as a sealed ZIP: entry after entry, none of them compressed, none of them kept.</summary>
/// <remarks>
/// Whatever it throws leaves a file without its end. A lenient reader can take the last document that is an archive itself for all of it;
/// the seal, which is missing, shows that it is not.
/// </remarks>
public sealed class WriteDossier(AcceptedDocuments documents, DossierIndex index)
{
    private const int Buffer = 128 * 1024;

    /// <exception cref="ProblemException">document-altered: the end of a document has not the digest of what was accepted.</exception>
    public async Task RunAsync(Dossier dossier, Stream target, CancellationToken cancellation)
    {
        await using var sealing = new SealingStream(target);
        // Disposed only once all is written: its end would make an archive of what is there.
        var archive = await ZipArchive.CreateAsync(sealing, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        archive.Comment = SealingStream.Placeholder;
        var entries = new Entries(archive, dossier.MadeAt.ToOffset(BeijingTime.Offset), cancellation);
        await entries.AddJsonAsync("application.json", dossier.View);
        if (dossier.Answers is { } answers) await entries.AddJsonAsync("form.json", answers);
        await entries.AddJsonAsync("decisions.json", dossier.Decisions);
        await entries.AddJsonAsync(DossierManifest.FactsFile, dossier.Record);
        if (dossier.Proof is { } proof) await entries.AddAsync(DossierManifest.ProofFile, Encoding.UTF8.GetBytes(proof));
        await entries.AddJsonAsync(DossierManifest.LettersFile, dossier.Letters);
        foreach (var document in dossier.Documents)
        {
            await entries.AddAsync(document, () => OpenAsync(dossier.Application.Id, document, cancellation));
        }

        await entries.AddAsync(DossierIndex.Name, Encoding.UTF8.GetBytes(await index.WriteAsync(dossier, [.. entries.Written])));

        await entries.AddJsonAsync(DossierManifest.Name, new DossierManifest(
            DossierManifest.CurrentFormat, dossier.Application.Id, dossier.MadeAt, dossier.ReaderName, DossierHead.Of(dossier.Record),
            [.. entries.Written]));
        await archive.DisposeAsync();
        await sealing.SealAsync(cancellation);
    }

    /// <summary>Path of a document's entry.</summary>
    internal static string PathOf(SlotState document) =>
        $"{DossierManifest.DocumentsFolder}/{DossierName.Of(document.Type)}/{document.Version}/{DossierName.Of(document.FileName)}";

    /// <summary>Null where it is gone or is not what was accepted.</summary>
    private async Task<Stream?> OpenAsync(string application, SlotState document, CancellationToken cancellation)
    {
        try
        {
            return await documents.OpenAsync(application, document, cancellation);
        }
        catch (ProblemException problem) when (
            problem.Type == DocumentProblems.DocumentAltered || problem.Type == PlatformProblems.NotFound)
        {
            return null;
        }
    }

    private sealed class Entries(ZipArchive archive, DateTimeOffset madeAt, CancellationToken cancellation)
    {
        public List<DossierFile> Written { get; } = [];

        public Task AddJsonAsync<T>(string path, T value) => AddAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, AppJson.Options));

        public async Task AddAsync(string path, byte[] content)
        {
            await using var entry = await OpenAsync(path);
            await entry.WriteAsync(content, cancellation);
            Written.Add(new DossierFile(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        public async Task AddAsync(SlotState document, Func<Task<Stream?>> open)
        {
            var file = new DossierFile(PathOf(document), document.Bytes, document.Sha256!)
            {
                Type = document.Type, Version = document.Version, Scan = document.Scanned?.ToString(),
            };
            await using var content = await open();
            if (content is null)
            {
                Written.Add(file with { Altered = true });
                return;
            }

            await using var entry = await OpenAsync(file.Path);
            // It gives its end only where all of it is what was accepted.
            await content.CopyToAsync(entry, Buffer, cancellation);
            Written.Add(file);
        }

        private Task<Stream> OpenAsync(string path)
        {
            var entry = archive.CreateEntry(path, CompressionLevel.NoCompression);
            entry.LastWriteTime = madeAt;
            return entry.OpenAsync(cancellation);
        }
    }
}
