using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Verifying;

namespace App.Tests.Records.Verifying;

/// <summary>Dossiers that someone makes who wants them to be taken for the city's, or wants to keep the verifier busy.</summary>
public sealed class CraftedDossierTests
{
    private static readonly byte[] Forged = Encoding.UTF8.GetBytes("Another budget.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithheldFact_ThatShowsAContent_ProvesNothing()
    {
        // The real chain and its signed proof: only what a withheld fact shows is the forger's, and no hash binds that.
        var made = new MadeDossier { Document = Forged, DocumentDigest = Digest(Forged), Scan = null };
        var data = JsonSerializer.SerializeToElement(
            new { type = "budget", version = 1, sha256 = Digest(Forged) }, AppJson.Options);
        made.Record = made.Record with
        {
            Facts = [.. made.Record.Facts.Select(fact => fact.Number != 2 ? fact : fact with { Type = "DocumentAccepted", Data = data })],
        };

        await RefusesAsync(await made.BytesAsync(), DossierStep.Chain, "fact 2");
    }

    [Theory]
    [InlineData("documents/budget/2/预算.txt")]
    [InlineData("Documents/budget/1/other.txt")]
    [InlineData("documents\\budget\\1\\other.txt")]
    [InlineData("../index.html")]
    public async Task File_ThatIsNoDocument_HasNoPlaceInAFolder(string path) =>
        await RefusesAsync(await new MadeDossier { Also = [(path, Forged)] }.BytesAsync(), DossierStep.Files, path);

    [Theory]
    [InlineData("work-plan", 1)]
    [InlineData("budget", 2)]
    public async Task Document_InAnothersFolder_IsRefused(string type, int version)
    {
        var made = new MadeDossier();
        made.Listed = manifest => manifest with
        {
            Files = [.. manifest.Files.SkipLast(1), manifest.Files[^1] with { Type = type, Version = version }],
        };

        await RefusesAsync(await made.BytesAsync(), DossierStep.Files, "documents/budget/1/预算.txt");
    }

    [Theory]
    [InlineData("facts.json")]
    [InlineData("FACTS.json")]
    [InlineData("proof.txt")]
    public async Task File_OfANameThatIsThereAlready_IsRefused(string path) =>
        // Whoever unpacks it has the last one on the disk, and the verifier read the first.
        await RefusesAsync(await new MadeDossier { Also = [(path, Forged)] }.BytesAsync(), DossierStep.Files, path);

    [Theory]
    [InlineData("\"actor\":\"lin\"", "\"actor\":\"zhou\",\"Actor\":\"lin\"", "fact 1")]
    [InlineData("\"actor\":\"lin\"", "\"actor\":\"zhou\",\"actor\":\"lin\"", "facts.json")]
    public async Task Fact_WithAMemberTwice_IsRefused(string was, string crafted, string place) =>
        await RefusesAsync(
            await new MadeDossier { Written = text => text.Replace(was, crafted, StringComparison.Ordinal) }.BytesAsync(),
            DossierStep.Chain, place);

    [Theory]
    [InlineData("""{"type":"\ud800","version":1,"sha256":"0"}""")]
    [InlineData("""{"\ud800":1,"type":"budget"}""")]
    public async Task Fact_WithHalfACharacter_IsNotSound(string data)
    {
        var at = FactChain.Time(DateTimeOffset.UnixEpoch);
        var text = CanonicalJson.Text("a-1", "1", "DocumentAccepted", at, "lin", data, "");
        var fact = new FactEntry(
            1, "DocumentAccepted", at, "lin", JsonSerializer.Deserialize<JsonElement>("{}"), text, "",
            Digest(Encoding.UTF8.GetBytes(text)));
        var bytes = await new MadeDossier
        {
            Record = new FactRecord("a-1", true, null, [fact]), Proof = null,
            Written = json => json.Replace("\"data\":{}", $"\"data\":{data}"),
        }.BytesAsync();

        Assert.False((await RunAsync(bytes)).IsSound);
        Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(bytes));
    }

    [Fact]
    public async Task Lists_WithNothingInAPlace_AreRefused()
    {
        var made = new MadeDossier();
        made.Written = text => text.Replace("\"facts\":[", "\"facts\":[null,", StringComparison.Ordinal);
        await RefusesAsync(await made.BytesAsync(), DossierStep.Chain, "facts.json");

        made.Listed = manifest => manifest with { Files = [.. manifest.Files, null!] };
        await RefusesAsync(await made.BytesAsync(), DossierStep.Format, "manifest.json");
    }

    /// <summary>What is no more than another way of writing is refused by both alike.</summary>
    [Theory]
    [InlineData("\"number\":1,", "\"number\":true,")]
    [InlineData("\"number\":1,", "\"number\":1.0,")]
    [InlineData("\"withheld\":true", "\"withheld\":1")]
    [InlineData("\"whole\":true", "\"whole\":NaN")]
    [InlineData("\"whole\":true", "\"whole\":null")]
    public async Task Record_WithOtherKindsOfValues_IsRefused(string was, string crafted) =>
        await RefusesAsync(
            await new MadeDossier { Written = text => text.Replace(was, crafted, StringComparison.Ordinal) }.BytesAsync(),
            DossierStep.Chain, "facts.json");

    [Fact]
    public async Task Name_WithControlCharacters_IsShownWithoutThem()
    {
        // In a terminal it would write over the line that says what was found.
        var bytes = await new MadeDossier { Stray = "\r\u001b[2KSound: 3 files" }.BytesAsync();

        Assert.DoesNotContain((await RunAsync(bytes)).Outcome.English, char.IsControl);
        Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(bytes));
    }

    /// <summary>Whoever unpacks it from header to header has another file than the one that was checked.</summary>
    [Fact]
    public async Task Header_ThatNamesAnotherFile_IsRefused()
    {
        const int name = 30;
        var bytes = await new MadeDossier().BytesAsync();
        bytes[name]++;
        var comment = bytes.AsSpan(^71..);
        Encoding.ASCII.GetBytes(Digest(bytes[..^71])).CopyTo(comment[7..]);

        await RefusesAsync(bytes, DossierStep.Format, "ZIP");
    }

    [Fact]
    public async Task Record_NestedMoreThan64Deep_IsRefused()
    {
        var (open, close) = (new string('[', 64), new string(']', 64));
        var made = new MadeDossier { Written = text => text.Replace("{", $"{{\"deep\":{open}{close},", StringComparison.Ordinal) };

        await RefusesAsync(await made.BytesAsync(), DossierStep.Chain, "facts.json");
    }

    [Fact]
    public async Task Entries_ThatShareTheirBytes_AreNotReadAgainForEach()
    {
        var bytes = Overlapping(entries: 2_000, length: 4 * 1024 * 1024);

        await RefusesAsync(bytes, DossierStep.Format, "ZIP");
    }

    [Fact]
    public async Task Manifest_ThatIsCompressed_IsRefused()
    {
        using var made = new MemoryStream();
        await using (var archive = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var target = await archive.CreateEntry(DossierManifest.Name, CompressionLevel.Optimal).OpenAsync(Cancellation);
            await target.WriteAsync(new byte[16 * 1024 * 1024], Cancellation);
        }

        await RefusesAsync(made.ToArray(), DossierStep.Format, DossierManifest.Name);
    }

    private static async Task RefusesAsync(byte[] dossier, DossierStep step, string place)
    {
        var fault = (await RunAsync(dossier)).Fault;

        Assert.Equal((step, place), (fault?.Step, fault?.Place));
        Assert.NotEqual(true, await SecondVerifier.AcceptsAsync(dossier));
    }

    private static async Task<DossierReport> RunAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return await VerifyDossier.RunAsync(file, MadeDossier.Signer.Verifier, Cancellation);
    }

    /// <summary>A directory whose entries all name the same bytes.</summary>
    private static byte[] Overlapping(int entries, int length)
    {
        using var made = new MemoryStream();
        using var writer = new BinaryWriter(made);
        var content = new byte[length];
        Header(0x04034B50, "0000");
        writer.Write(content);
        var directory = made.Position;
        for (var entry = 0; entry < entries; entry++)
        {
            Header(0x02014B50, entry.ToString("D4", CultureInfo.InvariantCulture));
        }

        var end = made.Position;
        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write((ushort)entries);
        writer.Write((ushort)entries);
        writer.Write((uint)(end - directory));
        writer.Write((uint)directory);
        writer.Write((ushort)0);
        return made.ToArray();

        void Header(uint signature, string name)
        {
            var isCentral = signature == 0x02014B50;
            writer.Write(signature);
            if (isCentral) writer.Write((ushort)20);
            writer.Write((ushort)20);
            writer.Write(0L);
            writer.Write(0);
            writer.Write(length);
            writer.Write(length);
            writer.Write((ushort)name.Length);
            writer.Write((ushort)0);
            if (isCentral) writer.Write(new byte[14]);
            writer.Write(Encoding.ASCII.GetBytes(name));
        }
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
