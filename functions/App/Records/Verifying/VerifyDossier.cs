using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Log;

namespace FunctionsApp.Records.Verifying;

/// <summary>Checks a dossier by nothing but itself and the key of the log. Needs no network and no storage.</summary>
public static class VerifyDossier
{
    private const string Unscanned = nameof(ScanState.Unscanned);
    private const int MaxEntries = 10_000;
    private const int MaxTextBytes = 64 * 1024 * 1024;

    private static readonly LocalizedText NoZip = new("不是完整的 ZIP 文件", "it is no complete ZIP file");
    private static readonly LocalizedText NoManifest = new("没有可读的清单", "it has no manifest that can be read");
    private static readonly LocalizedText NotListed = new("清单中没有，或位置不同", "the manifest does not list it at this place");
    private static readonly LocalizedText Packed = new("文件被压缩", "it is compressed");
    private static readonly LocalizedText Missing = new("文件缺失", "it is missing");
    private static readonly LocalizedText OtherBytes = new("内容与清单不符", "its content is not that of the manifest");
    private static readonly LocalizedText Unreadable = new("无法读取", "it cannot be read");
    private static readonly LocalizedText OtherHead = new(
        "记录的末项与清单不符", "the record ends with another fact than the manifest says");
    private static readonly LocalizedText OtherSubject = new("记录属于另一申请", "the record is that of another application");
    private static readonly LocalizedText NeverAccepted = new("记录中没有接受过此内容", "no fact says that this content was accepted");
    private static readonly LocalizedText OtherEntry = new("证明不属于此记录", "the proof is not of this record");
    private static readonly LocalizedText NoRoot = new("证明与日志的根不符", "the proof does not lead to the root of the log");
    private static readonly LocalizedText NotSigned = new(
        "检查点不是由所给密钥签署的", "the checkpoint is not signed by the key that was given");
    private static readonly LocalizedText OtherSeal = new("文件的字节被更改过", "bytes of the file were changed");

    /// <param name="file">Seekable; read more than once.</param>
    /// <param name="key">Of the log, from a source that the caller trusts; null: the signature is not checked.</param>
    public static async Task<DossierReport> RunAsync(Stream file, NoteVerifier? key, CancellationToken cancellation)
    {
        try
        {
            file.Position = 0;
            await using var archive = await ZipArchive.CreateAsync(
                file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancellation);
            var report = await ReadAsync(archive, key, cancellation);
            if (report.IsSound && !await IsSealedAsync(file, archive.Comment, cancellation))
            {
                report = report with { Fault = new DossierFault(DossierStep.Seal, "ZIP", OtherSeal) };
            }

            return report;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            return Faulty(new DossierReport(Fault: null), DossierStep.Format, "ZIP", NoZip);
        }
    }

    private static async Task<DossierReport> ReadAsync(ZipArchive archive, NoteVerifier? key, CancellationToken cancellation)
    {
        var report = new DossierReport(Fault: null);
        if (archive.Entries.Count is 0 or > MaxEntries || archive.Entries[^1].FullName != DossierManifest.Name
            || await ReadAsync<DossierManifest>(archive.Entries[^1], cancellation)
                is not { Format: DossierManifest.CurrentFormat } manifest)
        {
            return Faulty(report, DossierStep.Format, DossierManifest.Name, NoManifest);
        }

        var stored = manifest.Files.Where(listed => !listed.Altered).ToList();
        report = report with { Application = manifest.Application, MadeAt = FactChain.Time(manifest.MadeAt), Files = stored.Count };
        if (await FilesFaultAsync(archive, stored, cancellation) is { } files) return report with { Fault = files };

        if (archive.GetEntry(DossierManifest.FactsFile) is not { } facts
            || await ReadAsync<FactRecord>(facts, cancellation) is not { } record)
        {
            return Faulty(report, DossierStep.Chain, DossierManifest.FactsFile, Unreadable);
        }

        report = report with { Facts = record.Facts.Count, Withheld = record.Facts.Count(fact => fact.Withheld) };
        if (record.Subject != manifest.Application) return Faulty(report, DossierStep.Chain, DossierManifest.FactsFile, OtherSubject);
        if (FactCheck.Fault(record) is { } broken)
        {
            return Faulty(report, DossierStep.Chain, $"fact {broken.Number}", broken.Reason);
        }

        if (DossierHead.Of(record) != manifest.Head) return Faulty(report, DossierStep.Chain, DossierManifest.FactsFile, OtherHead);

        var documents = manifest.Files.Where(listed => listed.Type is not null).ToList();
        var accepted = record.Facts.Select(Accepted).OfType<AcceptedFile>().ToHashSet();
        report = report with { Documents = documents.Count(document => !document.Altered) };
        if (documents.FirstOrDefault(document => !accepted.Any(each => each.Is(document))) is { } other)
        {
            return Faulty(report, DossierStep.Documents, other.Path, NeverAccepted);
        }

        return archive.GetEntry(DossierManifest.ProofFile) is { } proof
            ? Proved(report, record, await TextAsync(proof, cancellation), key) : report;
    }

    private static async Task<DossierFault?> FilesFaultAsync(
        ZipArchive archive, IReadOnlyList<DossierFile> listed, CancellationToken cancellation)
    {
        foreach (var (place, entry) in archive.Entries.SkipLast(1).Index())
        {
            if (place >= listed.Count || listed[place].Path != entry.FullName) return Fault(entry.FullName, NotListed);
            // A stored file is as long as it says: no bomb.
            if (entry.CompressedLength != entry.Length) return Fault(entry.FullName, Packed);
            var isSame = entry.Length == listed[place].Bytes && await DigestAsync(entry, cancellation) == listed[place].Sha256;
            if (!isSame) return Fault(entry.FullName, OtherBytes);
        }

        return listed.Count > archive.Entries.Count - 1 ? Fault(listed[archive.Entries.Count - 1].Path, Missing) : null;

        static DossierFault Fault(string place, LocalizedText reason) => new(DossierStep.Files, place, reason);
    }

    private static AcceptedFile? Accepted(FactEntry fact)
    {
        if (fact is not { Type: "DocumentAccepted", Data: { } data } || data.ValueKind != JsonValueKind.Object) return null;
        var scan = data.TryGetProperty("scan", out _) ? Text("scan") : Unscanned;
        return Text("type") is { } type && Text("sha256") is { } digest
            && data.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number) ? new AcceptedFile(type, number, digest, scan) : null;

        // Null for what is no text: whoever wrote the file may have put anything there.
        string? Text(string name) =>
            data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static DossierReport Proved(DossierReport report, FactRecord record, string text, NoteVerifier? key)
    {
        try
        {
            var proof = InclusionProof.Parse(text);
            var entry = LogEntry.Parse(proof.Entry);
            // The log's name is no part of what was proved until its key is.
            report = report with { Log = Checkpoint.Parse(SignedNote.Parse(proof.Checkpoint).Text).Origin };
            var isOurs = entry.Subject == record.Subject && entry.Number >= 1 && entry.Number <= record.Facts.Count
                && record.Facts[entry.Number - 1].Hash == entry.Hash;
            if (!isOurs) return Faulty(report, DossierStep.Proof, DossierManifest.ProofFile, OtherEntry);
            return proof.Fault(key) switch
            {
                null => report with { Proved = entry.Number, IsSigned = key is not null },
                ProofFault.Signature => Faulty(report, DossierStep.Proof, DossierManifest.ProofFile, NotSigned),
                _ => Faulty(report, DossierStep.Proof, DossierManifest.ProofFile, NoRoot),
            };
        }
        catch (FormatException)
        {
            return Faulty(report, DossierStep.Proof, DossierManifest.ProofFile, Unreadable);
        }
    }

    /// <summary>The comment of the file is the digest of all bytes before it.</summary>
    private static async Task<bool> IsSealedAsync(Stream file, string comment, CancellationToken cancellation)
    {
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        var left = file.Length - Encoding.UTF8.GetByteCount(comment);
        while (left > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellation);
            if (read == 0) return false;
            hash.AppendData(buffer.AsSpan(0, read));
            left -= read;
        }

        return comment == $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static async Task<string> DigestAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        await using var content = await entry.OpenAsync(cancellation);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        if (entry.Length > MaxTextBytes) throw new InvalidDataException($"{entry.FullName} is too long.");
        await using var content = await entry.OpenAsync(cancellation);
        using var reader = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        return await reader.ReadToEndAsync(cancellation);
    }

    private static async Task<T?> ReadAsync<T>(ZipArchiveEntry entry, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(await TextAsync(entry, cancellation), AppJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a fact says of an accepted document.</summary>
    private sealed record AcceptedFile(string Type, int Version, string Sha256, string? Scan)
    {
        /// <summary>An earlier dossier says nothing of the scan.</summary>
        public bool Is(DossierFile listed) =>
            (listed.Type, listed.Version, listed.Sha256) == (Type, Version, Sha256) && (listed.Scan is null || listed.Scan == Scan);
    }

    private static DossierReport Faulty(DossierReport report, DossierStep step, string place, LocalizedText reason) =>
        report with { Fault = new DossierFault(step, place, reason) };
}
