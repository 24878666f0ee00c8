using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Log;

namespace App.Tests.Records.Verifying;

/// <summary>A small dossier, part by part, so that a test can change one and seal the rest again.</summary>
internal sealed class MadeDossier
{
    public static readonly NoteSigner Signer = new("records.example/log", [.. Enumerable.Repeat((byte)7, 32)]);

    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Budget = Encoding.UTF8.GetBytes("The budget of 𠮷, 1,800,000 yuan.");

    public MadeDossier()
        : this(At)
    {
    }

    public MadeDossier(DateTimeOffset at)
    {
        var facts = FactChain.Append("a-1", FactHead.Start,
            [
                new NewFact("lin", new Said("一项\"申请\"\\ 𠮷\u2028")), new NewFact("lin", new Said("secret")),
                new NewFact("Documents_Check", new DocumentAccepted("budget", 1, Sha256(Budget), "Clean")),
                new NewFact("wu", new Said("")),
            ], at);
        Record = FactRecord.Of("a-1", new FactHead(4, facts[^1].Hash), facts, new RecordView(fact => fact.Number != 2));
        Document = Budget;
        Proof = ProofOf(new LogEntry("Applications", "a-1", 3, facts[2].Hash));
    }

    public FactRecord Record { get; set; }

    public byte[] Document { get; set; }

    /// <summary>As the manifest lists it.</summary>
    public string DocumentDigest { get; set; } = Sha256(Budget);

    /// <summary>As the manifest says it of the document; null: it says nothing.</summary>
    public string? Scan { get; set; } = "Clean";

    public string? Proof { get; set; }

    /// <summary>Changes the manifest before it is written.</summary>
    public Func<DossierManifest, DossierManifest> Listed { get; set; } = manifest => manifest;

    /// <summary>More files, in this order, which the manifest lists as no documents.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Also { get; set; } = [];

    /// <summary>Changes the text of the record before it is written.</summary>
    public Func<string, string> Written { get; set; } = text => text;

    /// <summary>A file that the manifest does not list.</summary>
    public string? Stray { get; set; }

    public static string ProofOf(LogEntry entry, NoteSigner? signer = null)
    {
        var tree = LogTree.Empty;
        byte[] other = new LogEntry("Guides", "g", 1, "0").Leaf();
        tree.Append([other, other, entry.Leaf()]);
        var by = signer ?? Signer;
        var note = by.Sign(new Checkpoint(by.Verifier.Name, 3, tree.Root()).Text);
        return new InclusionProof(entry.Text, 2, [MerkleTree.Node(other, other)], note).Text;
    }

    public async Task<byte[]> BytesAsync()
    {
        using var made = new MemoryStream();
        await using var sealing = new SealingStream(made);
        var archive = await ZipArchive.CreateAsync(sealing, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, default);
        archive.Comment = SealingStream.Placeholder;
        var files = new List<DossierFile>();
        await AddAsync(archive, files, "facts.json", Encoding.UTF8.GetBytes(Written(JsonSerializer.Serialize(Record, AppJson.Options))));
        if (Proof is not null) await AddAsync(archive, files, "proof.txt", Encoding.UTF8.GetBytes(Proof));
        await AddAsync(archive, files, "documents/budget/1/预算.txt", Document);
        files[^1] = files[^1] with { Type = "budget", Version = 1, Sha256 = DocumentDigest, Scan = Scan };
        foreach (var (path, content) in Also) await AddAsync(archive, files, path, content);
        var manifest = Listed(new DossierManifest(
            DossierManifest.CurrentFormat, "a-1", At, "applicant", DossierHead.Of(Record), [.. files]));
        if (Stray is not null) await AddAsync(archive, files, Stray, [1]);
        await AddAsync(archive, files, DossierManifest.Name, JsonSerializer.SerializeToUtf8Bytes(manifest, AppJson.Options));
        await archive.DisposeAsync();
        await sealing.SealAsync(default);
        return made.ToArray();
    }

    private static async Task AddAsync(ZipArchive archive, List<DossierFile> files, string path, byte[] content)
    {
        var entry = archive.CreateEntry(path, CompressionLevel.NoCompression);
        entry.LastWriteTime = At;
        await using var target = await entry.OpenAsync();
        await target.WriteAsync(content);
        files.Add(new DossierFile(path, content.Length, Sha256(content)));
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed record Said(string Text) : Fact;

    /// <summary>As the app's own fact is written.</summary>
    private sealed record DocumentAccepted(string Type, int Version, string Sha256, string Scan) : Fact;
}
