using FunctionsApp.Platform.Facts;
using FunctionsApp.Records.Log;
using FunctionsApp.Records.Verifying;

namespace App.Tests.Records.Verifying;

public sealed class VerifyDossierTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dossier_AsItWasMade_IsSound()
    {
        var bytes = await new MadeDossier().BytesAsync();

        var report = await RunAsync(bytes, MadeDossier.Signer.Verifier);

        Assert.Null(report.Fault);
        Assert.Equal(("a-1", 3, 4, 1), (report.Application, report.Files, report.Facts, report.Withheld));
        Assert.Equal((1, 3), (report.Documents, report.Proved));
        Assert.True(report.IsSigned);
        Assert.NotEqual(false, await SecondVerifier.AcceptsAsync(bytes, MadeDossier.Signer.Verifier.Text));
    }

    [Fact]
    public async Task Dossier_BeforeTheFirstRoot_IsSoundWithoutProof()
    {
        var bytes = await new MadeDossier { Proof = null }.BytesAsync();

        var report = await RunAsync(bytes);

        Assert.True(report.IsSound);
        Assert.Null(report.Proved);
        Assert.NotEqual(false, await SecondVerifier.AcceptsAsync(bytes));
    }

    [Fact]
    public async Task Dossier_ThatSaysNothingOfTheScan_IsSound()
    {
        var bytes = await new MadeDossier { Scan = null }.BytesAsync();

        Assert.True((await RunAsync(bytes)).IsSound);
        Assert.NotEqual(false, await SecondVerifier.AcceptsAsync(bytes));
    }

    public static TheoryData<string, DossierStep, string> Changes => new()
    {
        { "document", DossierStep.Files, "documents/budget/1/预算.txt" },
        { "document and its digest", DossierStep.Documents, "documents/budget/1/预算.txt" },
        { "scan of a document", DossierStep.Documents, "documents/budget/1/预算.txt" },
        { "fact", DossierStep.Chain, "fact 1" },
        { "fact with its hash", DossierStep.Chain, "fact 2" },
        { "shown data", DossierStep.Chain, "fact 4" },
        { "shown actor", DossierStep.Chain, "fact 3" },
        { "fact left out", DossierStep.Chain, "fact 2" },
        { "facts in another order", DossierStep.Chain, "fact 3" },
        { "end cut off", DossierStep.Chain, "facts.json" },
        { "other application", DossierStep.Chain, "facts.json" },
        { "file left out of the manifest", DossierStep.Files, "documents/budget/1/预算.txt" },
        { "file that is missing", DossierStep.Files, "letters/1.txt" },
        { "stray file", DossierStep.Files, "run.exe" },
        { "other format", DossierStep.Format, "manifest.json" },
        { "proof of another record", DossierStep.Proof, "proof.txt" },
        { "proof that leads elsewhere", DossierStep.Proof, "proof.txt" },
        { "proof signed by another", DossierStep.Proof, "proof.txt" },
        { "all facts sealed again", DossierStep.Proof, "proof.txt" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Dossier_ChangedAndSealedAgain_NamesTheFirstPlace(string change, DossierStep step, string place)
    {
        var bytes = await Changed(change).BytesAsync();

        var fault = (await RunAsync(bytes, MadeDossier.Signer.Verifier)).Fault;

        Assert.Equal((step, place), (fault?.Step, fault?.Place));
        Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(bytes, MadeDossier.Signer.Verifier.Text));
    }

    [Fact]
    public async Task Dossier_WithAnyByteChanged_IsNotSound()
    {
        const int changes = 10_000;
        var bytes = await new MadeDossier().BytesAsync();
        var dice = new Random(20_261_128);
        for (var change = 0; change < changes; change++)
        {
            var place = dice.Next(bytes.Length);
            var was = bytes[place];
            bytes[place] ^= (byte)dice.Next(1, 256);
            Assert.False((await RunAsync(bytes)).IsSound, $"A change of byte {place} is not seen.");
            if (change % 1_000 == 0) Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(bytes));
            bytes[place] = was;
        }
    }

    [Fact]
    public async Task Dossier_CutOffAnywhere_IsNotSound()
    {
        var bytes = await new MadeDossier().BytesAsync();
        for (var length = 0; length < bytes.Length; length += 7) Assert.False((await RunAsync(bytes[..length])).IsSound);
    }

    [Fact]
    public void Vector_OfTheFormat_IsWhatTheAppMakes()
    {
        var fact = FactChain.Append("a-1", FactHead.Start, [new NewFact("lin", new ApplicationDrafted("special-fund-rd"))],
            new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero))[0];

        Assert.Equal(FormatVector.Sealed, FactChain.Content(fact));
        Assert.Equal(FormatVector.Hash, fact.Hash);
        var entry = new LogEntry("Applications", "a-1", 1, fact.Hash);
        Assert.Equal(FormatVector.Entry, entry.Text);
        Assert.Equal(FormatVector.Leaf, Convert.ToHexStringLower(entry.Leaf()));
        var tree = LogTree.Empty;
        tree.Append([entry.Leaf(), entry.Leaf()]);
        Assert.Equal(FormatVector.Root, Convert.ToHexStringLower(tree.Root()));
    }

    [Fact]
    public async Task Fact_OfADocumentWithOtherKindsOfValues_AcceptsNothing()
    {
        var facts = FactChain.Append(
            "a-1", FactHead.Start, [new NewFact("lin", new Odd.DocumentAccepted(1, "1", 1, 1))], DateTimeOffset.UnixEpoch);
        var bytes = await new MadeDossier
        {
            Record = FactRecord.Of("a-1", new FactHead(1, facts[0].Hash), facts, RecordView.All), Proof = null,
        }.BytesAsync();

        Assert.Equal(DossierStep.Documents, (await RunAsync(bytes)).Fault?.Step);
        Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(bytes));
    }

    private static MadeDossier Changed(string change)
    {
        var made = new MadeDossier();
        var facts = made.Record.Facts;
        switch (change)
        {
            case "document":
                made.Document = [.. made.Document.Reverse()];
                break;
            case "document and its digest":
                made.Document = [.. made.Document.Reverse()];
                made.DocumentDigest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(made.Document));
                break;
            case "scan of a document":
                made.Scan = "Unscanned";
                break;
            case "fact":
                made.Record = made.Record with
                {
                    Facts = [facts[0] with { Sealed = facts[0].Sealed!.Replace("lin", "pan") }, .. facts.Skip(1)],
                };
                break;
            case "fact with its hash":
                made.Record = made.Record with
                {
                    Facts =
                    [
                        facts[0] with { Hash = new string('0', 64), Withheld = true, Actor = null, Data = null, Sealed = null },
                        .. facts.Skip(1),
                    ],
                };
                break;
            case "shown data":
                made.Record = made.Record with { Facts = [.. facts.SkipLast(1), facts[3] with { Data = facts[0].Data }] };
                break;
            case "shown actor":
                made.Record = made.Record with { Facts = [facts[0], facts[1], facts[2] with { Actor = "zhou" }, facts[3]] };
                break;
            case "fact left out":
                made.Record = made.Record with { Facts = [facts[0], .. facts.Skip(2)] };
                break;
            case "facts in another order":
                made.Record = made.Record with { Facts = [facts[0], facts[1], facts[3], facts[2]] };
                break;
            case "end cut off":
                made.Listed = manifest => manifest with { Head = new(4, facts[3].Hash) };
                made.Record = made.Record with { Facts = [.. facts.SkipLast(1)] };
                break;
            case "other application":
                made.Listed = manifest => manifest with { Application = "a-2" };
                break;
            case "file left out of the manifest":
                made.Listed = manifest => manifest with { Files = [.. manifest.Files.SkipLast(1)] };
                break;
            case "file that is missing":
                made.Listed = manifest => manifest with { Files = [.. manifest.Files, new("letters/1.txt", 1, "")] };
                break;
            case "stray file":
                made.Stray = "run.exe";
                break;
            case "other format":
                made.Listed = manifest => manifest with { Format = "dossier/2" };
                break;
            case "proof of another record":
                made.Proof = MadeDossier.ProofOf(new LogEntry("Applications", "a-2", 3, facts[2].Hash));
                break;
            case "proof that leads elsewhere":
                made.Proof = made.Proof!.Replace("index 2", "index 1");
                break;
            case "proof signed by another":
                made.Proof = MadeDossier.ProofOf(
                    new LogEntry("Applications", "a-1", 3, facts[2].Hash), new NoteSigner("records.example/log", new byte[32]));
                break;
            case "all facts sealed again":
                made.Record = new MadeDossier(DateTimeOffset.UnixEpoch).Record;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "Not known.");
        }

        return made;
    }

    private static async Task<DossierReport> RunAsync(byte[] bytes, NoteVerifier? key = null)
    {
        using var file = new MemoryStream(bytes);
        return await VerifyDossier.RunAsync(file, key, Cancellation);
    }

    private static class Odd
    {
        public sealed record DocumentAccepted(int Type, string Version, int Sha256, int Scan) : Fact;
    }

    private sealed record ApplicationDrafted(string Programme) : Fact;
}
