using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
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
    private static readonly LocalizedText Twice = new("有同名的文件", "there is another file of this name");
    private static readonly LocalizedText OtherPlace = new("文件不在其类型的位置", "it is not where a file of its kind is");
    private static readonly LocalizedText OtherSeal = new("文件的字节被更改过", "bytes of the file were changed");

    /// <summary>A member has one name and is there once: whatever reads the file must see what was checked.</summary>
    private static readonly JsonSerializerOptions Json = new(AppJson.Options)
    {
        PropertyNameCaseInsensitive = false, AllowDuplicateProperties = false,
    };

    /// <param name="file">Seekable; read more than once.</param>
    /// <param name="key">Of the log, from a source that the caller trusts; null: the signature is not checked.</param>
    public static async Task<DossierReport> RunAsync(Stream file, NoteVerifier? key, CancellationToken cancellation)
    {
        try
        {
            file.Position = 0;
            await using var archive = await ZipArchive.CreateAsync(
                file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancellation);
            // Entries that share their bytes would be read again for each.
            if (archive.Entries.Sum(entry => entry.CompressedLength) > file.Length) throw new InvalidDataException("Entries overlap.");
            var report = await ReadAsync(archive, key, cancellation);
            if (report.IsSound && !await HasOneListAsync(file, cancellation)) return Faulty(report, DossierStep.Format, "ZIP", NoZip);
            if (report.IsSound && !await IsSealedAsync(file, archive.Comment, cancellation))
            {
                report = report with { Fault = new DossierFault(DossierStep.Seal, "ZIP", OtherSeal) };
            }

            return report;
        }
        catch (Exception exception) when (exception is RejectedException or InvalidDataException or EndOfStreamException
            or NotSupportedException or ArgumentException or OverflowException)
        {
            return Faulty(new DossierReport(Fault: null), DossierStep.Format, "ZIP", NoZip);
        }
    }

    /// <summary>Whether readers that take the directory, and those that go from header to header, find the same entries.</summary>
    /// <exception cref="RejectedException">They do not.</exception>
    private static async Task<bool> HasOneListAsync(Stream file, CancellationToken cancellation)
    {
        if (await ZipDirectory.ReadAsync(file, cancellation) is not { } content) return false;
        for (var index = 0; index < content.Entries.Count; index++) await (await content.OpenAsync(index, cancellation)).DisposeAsync();
        return true;
    }

    private static async Task<DossierReport> ReadAsync(ZipArchive archive, NoteVerifier? key, CancellationToken cancellation)
    {
        var report = new DossierReport(Fault: null);
        if (archive.Entries.Count is 0 or > MaxEntries || archive.Entries[^1].FullName != DossierManifest.Name
            || IsPacked(archive.Entries[^1]) || await ReadAsync<DossierManifest>(archive.Entries[^1], cancellation)
                is not { Format: DossierManifest.CurrentFormat } manifest || HasGap(manifest.Files))
        {
            return Faulty(report, DossierStep.Format, DossierManifest.Name, NoManifest);
        }

        var stored = manifest.Files.Where(listed => !listed.Altered).ToList();
        report = report with { Application = manifest.Application, MadeAt = FactChain.Time(manifest.MadeAt), Files = stored.Count };
        if (await FilesFaultAsync(archive, stored, cancellation) is { } files) return report with { Fault = files };

        if (archive.GetEntry(DossierManifest.FactsFile) is not { } facts
            || await ReadAsync<FactRecord>(facts, cancellation) is not { } record || HasGap(record.Facts))
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
        // An earlier dossier says nothing of the scan: one that the fact has may be null.
        var accepted = record.Facts.Select(Accepted).OfType<AcceptedFile>().ToLookup(fact => (fact.Type, fact.Version, fact.Sha256));
        report = report with { Documents = documents.Count(document => !document.Altered) };
        if (documents.FirstOrDefault(document => !IsAccepted(document)) is { } other)
        {
            return Faulty(report, DossierStep.Documents, other.Path, NeverAccepted);
        }

        return archive.GetEntry(DossierManifest.ProofFile) is { } proof
            ? Proved(report, record, await TextAsync(proof, cancellation), key) : report;

        bool IsAccepted(DossierFile listed) => accepted[(listed.Type!, listed.Version ?? 0, listed.Sha256)]
            .Any(fact => listed.Scan is null || fact.Scan == listed.Scan);
    }

    private static async Task<DossierFault?> FilesFaultAsync(
        ZipArchive archive, IReadOnlyList<DossierFile> listed, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { DossierManifest.Name };
        foreach (var (place, entry) in archive.Entries.SkipLast(1).Index())
        {
            // Where it is unpacked the last one of a name stays, and here the first was read.
            if (!names.Add(entry.FullName)) return Fault(entry.FullName, Twice);
            if (place >= listed.Count || listed[place].Path != entry.FullName) return Fault(entry.FullName, NotListed);
            if (!IsInPlace(listed[place])) return Fault(entry.FullName, OtherPlace);
            if (IsPacked(entry)) return Fault(entry.FullName, Packed);
            var isSame = entry.Length == listed[place].Bytes && await DigestAsync(entry, cancellation) == listed[place].Sha256;
            if (!isSame) return Fault(entry.FullName, OtherBytes);
        }

        return listed.Count > archive.Entries.Count - 1 ? Fault(listed[archive.Entries.Count - 1].Path, Missing) : null;

        static DossierFault Fault(string place, LocalizedText reason) => new(DossierStep.Files, place, reason);
    }

    /// <summary>The serializer takes null for an element of a list.</summary>
    private static bool HasGap<T>(IReadOnlyList<T> list) => list.Any(each => each is null);

    /// <summary>A stored file is as long as it says: no bomb.</summary>
    private static bool IsPacked(ZipArchiveEntry entry) => entry.CompressedLength != entry.Length;

    /// <summary>A document is in the folder of its type and version, and nothing else is in a folder: none passes for another.</summary>
    private static bool IsInPlace(DossierFile listed)
    {
        var folder = listed.Type is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{DossierManifest.DocumentsFolder}/{listed.Type}/{listed.Version}/");
        return listed.Path.StartsWith(folder, StringComparison.Ordinal) && listed.Path.AsSpan(folder.Length).IndexOfAny('/', '\\') < 0;
    }

    private static AcceptedFile? Accepted(FactEntry fact)
    {
        if (fact is not { Type: "DocumentAccepted", Data: { } data } || data.ValueKind != JsonValueKind.Object) return null;
        try
        {
            var scan = data.TryGetProperty("scan", out _) ? Text("scan") : Unscanned;
            return Text("type") is { } type && Text("sha256") is { } digest
                && data.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out var number) ? new AcceptedFile(type, number, digest, scan) : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a character, escaped: the reader finds it late.
            return null;
        }

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
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(content, utf8, detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static async Task<T?> ReadAsync<T>(ZipArchiveEntry entry, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(await TextAsync(entry, cancellation), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a fact says of an accepted document.</summary>
    private sealed record AcceptedFile(string Type, int Version, string Sha256, string? Scan);

    private static DossierReport Faulty(DossierReport report, DossierStep step, string place, LocalizedText reason) =>
        report with { Fault = new DossierFault(step, place, reason) };
}
