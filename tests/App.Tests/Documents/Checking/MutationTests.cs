using CsCheck;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

/// <summary>Whatever is done to a file, the check answers, and reads and unpacks no more than its bounds.</summary>
public class MutationTests
{
    private static readonly string[] Files =
        ["wordonline.docx", "workbook22.xlsx", "zip64local.xlsx", "bom.pdf", "aes-256-user.pdf", "aes-128-owner.pdf", "samsung.jpg", "progressive.jpg", "trailing.png"];

    /// <summary>A change: at a place, of a length, of a kind.</summary>
    private static readonly Gen<(int File, (int Kind, int At, int Length, byte Value)[] Changes)> Changes =
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40_000], Gen.Int[1, 600], Gen.Byte).Array[1, 4]);

    [Fact]
    public async Task Check_OfAnyChangedFile_AnswersWithinItsBounds()
    {
        var files = new List<byte[]>();
        foreach (var file in Files) files.Add(await ContentCheckTests.ReadAsync(file));
        await Changes.SampleAsync(async sample =>
        {
            var content = sample.Changes.Aggregate(files[sample.File], Change);
            var format = DeclaredFormat.ByExtension(Files[sample.File])!.Value;
            await BoundedAsync(content, format);
        }, iter: 3000);
    }

    /// <summary>Small parts, each of which costs its reader a look: the same bound holds.</summary>
    [Theory]
    [InlineData("/Encrypt ", DocumentFormat.Pdf)]
    [InlineData("/ObjStm ", DocumentFormat.Pdf)]
    [InlineData("1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n", DocumentFormat.Pdf)]
    [InlineData("1 0 obj<</Type/ObjStm>>stream\n", DocumentFormat.Pdf)]
    [InlineData("trailer<</Root 1 0 R/Encrypt 1 0 R>>", DocumentFormat.Pdf)]
    [InlineData("[[[[[[[[[[[[<<<<<<((((", DocumentFormat.Pdf)]
    public async Task Check_OfRepeatedParts_StaysWithinItsBounds(string part, DocumentFormat format) =>
        await BoundedAsync([.. "%PDF-"u8, .. System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 3_000_000 / part.Length))), .. "%%EOF"u8], format);

    private static async Task BoundedAsync(byte[] content, DocumentFormat format)
    {
        using var file = new CountedStream(content);
        await Checked.ContentAsync(file, format, content.Length, Checked.Hash(content));
        // Hash, two looks, and what unpacking reads; object streams of a PDF share one budget of unpacked bytes.
        var unpacking = format == DocumentFormat.Pdf ? UnpackBudget.Free : content.Length;
        Assert.InRange(file.BytesRead, 0, (4L * content.Length) + unpacking + 100_000);
    }

    private static byte[] Change(byte[] content, (int Kind, int At, int Length, byte Value) change)
    {
        if (content.Length == 0) return content;
        var at = change.At % content.Length;
        var end = Math.Min(content.Length, at + change.Length);
        return change.Kind switch
        {
            0 => [.. content[..at], (byte)(content[at] ^ (1 << (change.Value % 8))), .. content[(at + 1)..]],
            1 => [.. content[..at], .. content[end..]],
            2 => [.. content[..end], .. content[at..]],
            3 => [.. content[..at], .. Enumerable.Repeat(change.Value, end - at), .. content[end..]],
            4 => content[..at],
            _ => [.. content[..(content.Length - 1 - (at % Math.Min(content.Length, 100)))], change.Value, .. content[(content.Length - (at % Math.Min(content.Length, 100)))..]],
        };
    }

    private sealed class CountedStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            BytesRead += read;
            return read;
        }
    }
}
