using System.IO.Hashing;
using System.Text;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

/// <summary>Names in another encoding than the header's mark claims, and the Unicode path beside a name.</summary>
public sealed class ZipNameTests
{
    private const ushort Utf8Flag = 0x0800;

    private static readonly byte[] Text = "说明"u8.ToArray();

    /// <summary>As Info-ZIP writes it in a container: in GB18030 the bytes would be no text, or another.</summary>
    [Theory]
    [InlineData("说明.exe")]
    [InlineData("说明书.exe")]
    [InlineData("𠀀.exe")]
    public async Task Name_InUtf8WithoutItsMark_IsReadAsUtf8(string name) => Assert.Contains(
        $"“{name}”", (await FaultAsync(new ZipPart(Raw(Encoding.UTF8.GetBytes(name)), Text)))!.Text.Chinese, StringComparison.Ordinal);

    [Theory]
    [InlineData("说明.txt", "说明.txt")]
    [InlineData("_.txt", "说明.txt")]
    [InlineData("#U8bf4#U660e.txt", "说明.txt")]
    [InlineData("a/b.TXT", "申请/说明.txt")]
    [InlineData("a/", "申请/")]
    public async Task UnicodePath_OfTheSameKind_IsTaken(string name, string path) => Assert.Null(
        await CodeAsync(WithPath(Raw(Gb18030(name)), path), new ZipPart("other.txt", Text)));

    /// <summary>In a code page that is no Chinese one; without the path it could be any.</summary>
    [Fact]
    public async Task UnicodePath_BesideAnyCodePage_IsTaken()
    {
        Assert.Null(await CodeAsync(WithPath("\u0084.txt", "ä.txt"), WithPath("\u0094.txt", "ö.txt")));
        Assert.Equal("inconsistent-package", await CodeAsync(new ZipPart("\u0084.txt", Text)));
    }

    [Fact]
    public async Task UnicodePath_IsTheNameThatIsShown() => Assert.Contains(
        "“说明.exe”", (await FaultAsync(WithPath("_.exe", "说明.exe")))!.Text.English, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.txt", "../说明.txt", "inconsistent-package")]
    [InlineData("a.txt", "..\\说明.txt", "inconsistent-package")]
    [InlineData("a.txt", "说明\0.txt", "inconsistent-package")]
    [InlineData("a.txt", "/说明.txt", "unsafe-name")]
    [InlineData("a.txt", "\\说明.txt", "unsafe-name")]
    [InlineData("a.txt", "C:\\说明.txt", "unsafe-name")]
    [InlineData("a.txt", "com1.txt", "unsafe-name")]
    [InlineData("a.txt", "说明\u202E.txt", "unsafe-name")]
    [InlineData("a.txt", "", "inconsistent-package")]
    [InlineData("../a.txt", "说明.txt", "inconsistent-package")]
    [InlineData("/a.txt", "说明.txt", "unsafe-name")]
    [InlineData("nul.txt", "说明.txt", "unsafe-name")]
    [InlineData("a:b.txt", "说明.txt", "unsafe-name")]
    [InlineData("a.bat", "说明.txt", "inconsistent-package")]
    [InlineData("a.txt", "说明.bat", "inconsistent-package")]
    [InlineData("a.txt", "说明.txt/", "inconsistent-package")]
    public async Task UnicodePath_UnsafeOrOfAnotherKind_IsRefused(string name, string path, string code) =>
        Assert.Equal(code, await CodeAsync(WithPath(name, path)));

    [Fact]
    public async Task UnicodePath_ThatReadersTakeDifferently_IsRefused()
    {
        var sound = Path("_.txt", "说明.txt");
        Assert.Null(await CodeAsync(With(sound)));

        byte[] otherSum = [.. sound], otherVersion = [.. sound];
        otherSum[5] ^= 1;
        otherVersion[4] = 2;
        foreach (var extra in new[] { otherSum, otherVersion, [.. sound, .. sound], [.. sound[..^1], 0xFF], [0x75, 0x70, 0, 0], sound[..^1] })
        {
            Assert.Equal("inconsistent-package", await CodeAsync(With(extra)));
        }

        // Marked as UTF-8 the name itself is Unicode already.
        Assert.Equal("inconsistent-package", await CodeAsync(With(sound) with { Flags = Utf8Flag }));
        var marked = Raw("说明.txt"u8.ToArray());
        Assert.Null(await CodeAsync(new ZipPart(marked, Text) { Flags = Utf8Flag, Extra = Path(marked, "说明.txt") }));
        // A package has no need of it.
        Assert.Equal("inconsistent-package", await Checked.CodeAsync(Package.Docx(WithPath("word/a.xml", "word/a.xml")), DocumentFormat.Docx));
    }

    [Fact]
    public async Task UnicodePath_OfTheLocalHeader_IsTheDirectorys()
    {
        var sound = Path("_.txt", "说明.txt");

        Assert.Null(await CodeAsync(With(sound) with { LocalExtra = [] }));
        Assert.Equal("inconsistent-package", await CodeAsync(With(sound) with { LocalExtra = Path("_.txt", "说明.bat") }));
        Assert.Equal("inconsistent-package", await CodeAsync(With([]) with { LocalExtra = sound }));
        Assert.Equal("inconsistent-package", await Checked.CodeAsync(
            Package.Docx(new ZipPart("word/a.xml", "<a/>") { LocalExtra = Path("word/a.xml", "word/vbaProject.bin") }), DocumentFormat.Docx));
    }

    /// <summary>Whichever name a reader takes, no file is put in the place of another.</summary>
    [Fact]
    public async Task UnicodePath_OfAnotherEntrysName_IsRefused()
    {
        Assert.Equal("inconsistent-package", await CodeAsync(WithPath("a.txt", "说明.txt"), WithPath("b.txt", "说明.txt")));
        Assert.Equal("inconsistent-package", await CodeAsync(WithPath("a.txt", "b.txt"), new ZipPart("B.txt", Text)));
        Assert.Equal("inconsistent-package", await CodeAsync(WithPath("a.txt", "b.txt"), WithPath("A.txt", "c.txt")));
    }

    private static ZipPart With(byte[] extra) => new("_.txt", Text) { Extra = extra };

    private static ZipPart WithPath(string raw, string path) => new(raw, raw.EndsWith('/') ? [] : Text) { Extra = Path(raw, path) };

    /// <param name="raw">The header's name, a byte a character.</param>
    private static byte[] Path(string raw, string path)
    {
        var (name, sum) = (Encoding.UTF8.GetBytes(path), Crc32.Hash(Encoding.Latin1.GetBytes(raw)));
        return [0x75, 0x70, (byte)(5 + name.Length), 0, 1, .. sum, .. name];
    }

    private static byte[] Gb18030(string name) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(name);

    private static string Raw(byte[] name) => Encoding.Latin1.GetString(name);

    private static Task<string?> CodeAsync(params ZipPart[] parts) => Checked.CodeAsync(Zip.Of(parts), DocumentFormat.Zip);

    private static async Task<Rejection?> FaultAsync(params ZipPart[] parts)
    {
        var content = Zip.Of(parts);
        return (await Checked.ContentAsync(new MemoryStream(content), DocumentFormat.Zip, content.Length, null)).Fault;
    }
}
