using System.IO.Compression;
using System.Text;
using App.Tests.Fixtures;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public sealed class ZipFormatTests
{
    private const ushort Utf8Flag = 0x0800;

    private static readonly byte[] Text = "说明"u8.ToArray();
    private static readonly byte[] Docx = Package.Docx();

    [Fact]
    public async Task Archive_OfFormatsOfTheApp_IsTaken() => Assert.Null(await CodeAsync(
        new ZipPart("folder/", ""), new ZipPart("folder/plan.docx", Docx),
        new ZipPart("folder/more.zip", Zip.Of([new ZipPart("a.txt", Text)])),
        new ZipPart("folder/read me.txt", Text)));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task Archive_OfTheFramework_IsTaken(CompressionLevel level)
    {
        var stream = new MemoryStream();
        await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry("申请材料/计划.docx", level).OpenAsync(TestContext.Current.CancellationToken);
            await entry.WriteAsync(Docx, TestContext.Current.CancellationToken);
        }

        Assert.Null(await Checked.CodeAsync(stream.ToArray(), DocumentFormat.Zip));
    }

    /// <summary>Written by Python: names in UTF-8, stored, and through a pipe with sizes of ZIP64 behind the data.</summary>
    [Theory]
    [InlineData("nested.zip")]
    [InlineData("stored.zip")]
    [InlineData("descriptor64.zip")]
    public async Task Archive_OfAnotherWriter_IsTaken(string file) => Assert.Null(await Checked.CodeAsync(
        await File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "tests/App.Tests/Fuzzing/Corpus/zip", file), TestContext.Current.CancellationToken),
        DocumentFormat.Zip));

    [Fact]
    public async Task Names_InGb18030_AreRead()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var name = Encoding.Latin1.GetString(gb18030.GetBytes("申请\u8868一\U00020000.exe"));

        Assert.Contains("申请表一𠀀.exe", (await FaultAsync(new ZipPart(name, Text)))!.Text.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__MACOSX/._plan.docx", "\0\u0005\u0016\u0007\0\u0002\0\0")]
    [InlineData("folder/.DS_Store", "\0\0\0\u0001Bud1")]
    [InlineData("folder/Thumbs.db", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")]
    [InlineData("desktop.ini", "[.ShellClassInfo]\r\nIconResource=C:\\WINDOWS\\System32\\SHELL32.dll,4\r\n")]
    [InlineData("folder/Desktop.ini", "\u00FF\u00FE\r\0\n\0[\0.\0S\0")]
    public async Task Leavings_OfAFileManager_AreTakenAsWhatTheyAre(string name, string content)
    {
        Assert.Null(await CodeAsync(new ZipPart("plan.docx", Docx), new ZipPart(name, Encoding.Latin1.GetBytes(content))));
        Assert.Equal("archive-file", await CodeAsync(new ZipPart("plan.docx", Docx), new ZipPart(name, "MZ and a program")));
        Assert.Equal("empty", await CodeAsync(new ZipPart(name, Encoding.Latin1.GetBytes(content))));
    }

    /// <summary>Windows would fetch it, with the user's name, as soon as it shows the folder.</summary>
    [Theory]
    [InlineData(@"[.ShellClassInfo]IconResource=\\server\a.ico")]
    [InlineData("[.ShellClassInfo]IconFile=//server/a.ico")]
    [InlineData("\u00FF\u00FE[\0x\0=\0\\\0\\\0s\0")]
    public async Task Leavings_WithAnIconFromElsewhere_AreRefused(string content) => Assert.Equal(
        "external-content",
        await CodeAsync(new ZipPart("plan.docx", Docx), new ZipPart("desktop.ini", Encoding.Latin1.GetBytes(content))));

    [Theory]
    [InlineData(16 * 1024, null)]
    [InlineData((16 * 1024) + 1, "archive-file")]
    public async Task Leavings_OfManyBytes_AreSomethingElse(int bytes, string? code) => Assert.Equal(
        code,
        await CodeAsync(new ZipPart("plan.docx", Docx), new ZipPart("desktop.ini", Encoding.Latin1.GetBytes("[".PadRight(bytes, 'a')))));

    [Theory]
    [InlineData("setup.exe", "archive-file")]
    [InlineData("page.html", "archive-file")]
    [InlineData("no extension", "archive-file")]
    [InlineData("folder/macros.docm", "archive-file")]
    [InlineData("picture.png", "other-format")]
    [InlineData("empty.txt/", "archive-file")]
    public async Task File_OfAnotherKind_IsNamed(string name, string code)
    {
        var fault = await FaultAsync(new ZipPart(name, Text));

        Assert.Equal(code, fault!.Code);
        Assert.Contains($"“{name}”", fault.Text.Chinese, StringComparison.Ordinal);
        Assert.Contains($"“{name}”", fault.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_WithMacrosInIt_HasItsOwnReason()
    {
        var package = Package.Docx(new ZipPart("word/vbaProject.bin", "x"));

        var fault = await FaultAsync(new ZipPart("a.zip", Zip.Of([new ZipPart("b.docx", package)])));

        Assert.Equal("macros", fault!.Code);
        Assert.Contains("“a.zip”", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("“b.docx”", fault.Text.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../plan.txt", "inconsistent-package")]
    [InlineData("a/../../plan.txt", "inconsistent-package")]
    [InlineData("..\\plan.txt", "inconsistent-package")]
    [InlineData("plan.txt\0.exe", "inconsistent-package")]
    [InlineData("plan\r\n.txt", "inconsistent-package")]
    [InlineData("/etc/plan.txt", "unsafe-name")]
    [InlineData("\\\\server\\plan.txt", "unsafe-name")]
    [InlineData("C:\\plan.txt", "unsafe-name")]
    [InlineData("nul.txt", "unsafe-name")]
    [InlineData("folder/COM1.docx", "unsafe-name")]
    [InlineData("plan.txt ", "unsafe-name")]
    [InlineData("txt.\u202Etxt.exe", "unsafe-name", true)]
    [InlineData("计划\U0001F4C4\U00020000.txt", null, true)]
    public async Task Name_ThatASystemTakesOtherwise_IsRefused(string name, string? code, bool isUtf8 = false)
    {
        var written = isUtf8 ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name)) : name;

        Assert.Equal(code, await CodeAsync(new ZipPart(written, Text) { Flags = isUtf8 ? Utf8Flag : (ushort)0 }));
    }

    [Fact]
    public async Task Name_OfManyCharacters_IsRefused() => Assert.Equal(
        "unsafe-name", await CodeAsync(new ZipPart($"{new string('a', 4000)}.txt", Text)));

    [Fact]
    public async Task Archive_TooDeep_IsRefused()
    {
        var three = Zip.Of([new ZipPart("b.zip", Zip.Of([new ZipPart("c.zip", Zip.Of([new ZipPart("a.txt", Text)]))]))]);

        Assert.Equal("nested-too-deep", await Checked.CodeAsync(three, DocumentFormat.Zip));
    }

    /// <summary>An archive that has itself in it can only be as deep as any other.</summary>
    [Fact]
    public async Task Archive_ThatHasItself_EndsAtTheDepth()
    {
        var archive = Zip.Of([new ZipPart("r/r.zip", Text)]);
        for (var round = 0; round < 5; round++) archive = Zip.Of([new ZipPart("r/r.zip", archive)]);

        Assert.Equal("nested-too-deep", await Checked.CodeAsync(archive, DocumentFormat.Zip));
    }

    [Fact]
    public async Task Bomb_InOneOrMoreArchives_UnpacksTooLarge()
    {
        var bomb = new byte[UnpackBudget.Free + 1];
        Array.Fill(bomb, (byte)'a');
        Assert.Equal("unpacks-too-large", await CodeAsync(new ZipPart("a.txt", bomb)));

        // Each of them alone is within the limit.
        var part = Zip.Of([new ZipPart("a.txt", bomb[..(int)(UnpackBudget.Free / 3)])]);
        var parts = Enumerable.Range(1, 4).Select(number => new ZipPart($"{number}.zip", part)).ToArray();
        Assert.Null(await CodeAsync(parts[..2]));
        Assert.Equal("unpacks-too-large", await CodeAsync(parts));
    }

    [Fact]
    public async Task Archive_OfTooManyFiles_IsRefused()
    {
        ZipPart[] parts = [.. Enumerable.Range(1, 1001).Select(number => new ZipPart($"{number}.txt", Text))];

        Assert.Null(await CodeAsync(parts[..50]));
        Assert.Equal("too-many-files", await CodeAsync(parts));
    }

    [Fact]
    public async Task Archive_WithOverlapsPasswordsOrCut_IsRefused()
    {
        Assert.Equal(
            "inconsistent-package", await CodeAsync(new ZipPart("a.txt", Text), new ZipPart("b.txt", Text) { IsFirstAgain = true }));
        Assert.Equal("inconsistent-package", await CodeAsync(new ZipPart("a.txt", Text), new ZipPart("A.TXT", Text)));
        Assert.Equal("unsafe-name", await CodeAsync(new ZipPart("a.txt", "../../etc/passwd") { Attributes = 0xA1FF_0000 }));
        Assert.Null(await CodeAsync(new ZipPart("a.txt", Text) { Attributes = 0x81A4_0000 }));
        Assert.Equal("password", await CodeAsync(new ZipPart("a.txt", Text) { Flags = 1 }));
        Assert.Equal("incomplete", await Checked.CodeAsync(Zip.Of([new ZipPart("a.txt", Text)])[..^10], DocumentFormat.Zip));
        Assert.Equal("empty", await CodeAsync(new ZipPart("a/", "")));
        Assert.Equal("other-format", await Checked.CodeAsync("%PDF-1.7"u8.ToArray(), DocumentFormat.Zip));
    }

    /// <summary>As bsdtar writes it to a pipe. Of a package it is not known whether Office takes it.</summary>
    [Fact]
    public async Task Archive_FilledUpWithZeros_IsTaken()
    {
        var archive = Zip.Of([new ZipPart("a.txt", Text)]);

        Assert.Null(await Checked.CodeAsync([.. archive, .. new byte[65_535]], DocumentFormat.Zip));
        Assert.Equal("incomplete", await Checked.CodeAsync([.. archive, .. new byte[65_536]], DocumentFormat.Zip));
        Assert.Equal("incomplete", await Checked.CodeAsync([.. archive, 0, 1], DocumentFormat.Zip));
        Assert.Equal("inconsistent-package", await Checked.CodeAsync([.. archive[..^8], .. new byte[1000]], DocumentFormat.Zip));
        Assert.Equal("incomplete", await Checked.CodeAsync([.. Docx, 0], DocumentFormat.Docx));
    }

    /// <summary>As of a download through a program of a web site that ends with one.</summary>
    [Fact]
    public async Task Archive_WithALineEndBehindIt_IsTaken()
    {
        Assert.Null(await Checked.CodeAsync([.. Zip.Of([new ZipPart("a.txt", Text)]), .. "\r\n"u8], DocumentFormat.Zip));
        Assert.Null(await Checked.CodeAsync([.. Docx, .. "\n"u8], DocumentFormat.Docx));
        Assert.Equal("incomplete", await Checked.CodeAsync([.. Docx, .. "\na"u8], DocumentFormat.Docx));
        Assert.Equal("two-formats", await Checked.CodeAsync(
            [.. await ContentCheckTests.ReadAsync("bom.pdf"), .. Zip.Of([new ZipPart("a.txt", Text)]), .. "\n"u8], DocumentFormat.Pdf));
    }

    [Fact]
    public async Task Polyglot_OfPdfAndArchive_IsNeither()
    {
        var (pdf, archive) = (await ContentCheckTests.ReadAsync("bom.pdf"), Zip.Of([new ZipPart("a.txt", Text)]));

        Assert.Null(await Checked.CodeAsync(pdf, DocumentFormat.Pdf));
        Assert.Equal("two-formats", await Checked.CodeAsync([.. pdf, .. archive], DocumentFormat.Pdf));
        Assert.Equal("two-formats", await Checked.CodeAsync([.. pdf, .. archive, .. new byte[1000]], DocumentFormat.Pdf));
        Assert.Equal("other-format", await Checked.CodeAsync([.. pdf, .. archive], DocumentFormat.Zip));
    }

    private static Task<string?> CodeAsync(params ZipPart[] parts) => Checked.CodeAsync(Zip.Of(parts), DocumentFormat.Zip);

    private static async Task<Rejection?> FaultAsync(params ZipPart[] parts)
    {
        var content = Zip.Of(parts);
        return (await Checked.ContentAsync(new MemoryStream(content), DocumentFormat.Zip, content.Length, null)).Fault;
    }
}
