using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

/// <summary>A package must show every reader the same entries, and unpack to what it announces.</summary>
public class ZipDirectoryTests
{
    private static readonly ZipPart Hidden = new("word/hidden.xml", "<a/>");

    [Fact]
    public async Task Fault_Counts_MustMatchTheDirectory()
    {
        var parts = Package.DocxParts(Hidden);
        Assert.Null(await CodeAsync(Zip.Of(parts)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, count: 3)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, count: 5)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, count: ushort.MaxValue)));
        Assert.Null(await CodeAsync(Zip.Of(parts, wideCount: 4)));
        Assert.Null(await CodeAsync(Zip.Of(parts, count: ushort.MaxValue, wideCount: 4)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, count: 3, wideCount: 4)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, wideCount: 3)));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of(parts, between: [1])));
    }

    [Fact]
    public async Task Fault_Names_MustBeOneForEveryReader()
    {
        foreach (var name in new[] { "word/a.xml\0.png", "word/DOCUMENT.xml", "word\\document.xml", "/word/document.xml", "word/../a", "word/./a", "\n" })
        {
            Assert.Equal("inconsistent-package", await CodeAsync(Package.Docx(new ZipPart(name, "x"))));
        }

        Assert.Equal("inconsistent-package", await CodeAsync(Package.Docx(Hidden with { LocalName = "word/vbaProj.bin" })));
        Assert.Equal("inconsistent-package", await CodeAsync(Package.Docx(Hidden with { Extra = [0x75, 0x70, 1, 0, 1] })));
        Assert.Null(await CodeAsync(Package.Docx(Hidden with { Extra = [0x55, 0x54, 1, 0, 1] })));
    }

    [Fact]
    public async Task Fault_EntriesOutsideTheDirectory_AreFound()
    {
        Assert.Equal("inconsistent-package", await CodeAsync(Package.Docx(Hidden with { IsHidden = true })));
        Assert.Equal("inconsistent-package", await CodeAsync(Zip.Of([Hidden with { IsHidden = true }, .. Package.DocxParts()])));
        Assert.Equal("inconsistent-package", await CodeAsync(Package.Docx(Hidden with { IsFirstAgain = true })));
        Assert.Equal("other-format", await CodeAsync([.. "MZ"u8, .. Package.Docx()]));
        Assert.NotNull(await CodeAsync([.. Package.Docx(), .. Package.Docx()]));
        Assert.NotNull(await CodeAsync([.. Package.Docx(), 1]));
    }

    [Fact]
    public async Task Fault_SizesAndChecksums_AreOfTheContent()
    {
        Assert.Equal("damaged", await CodeAsync(Package.Docx(Hidden with { Crc = 1 })));
        Assert.Equal("damaged", await CodeAsync(Package.Docx(Hidden with { Unpacked = 3 })));
        Assert.Equal("damaged", await CodeAsync(Package.Docx(Hidden with { Unpacked = 5 })));
        Assert.Equal("password", await CodeAsync(Package.Docx(Hidden with { Flags = 1 })));
    }

    [Fact]
    public async Task Fault_Bomb_IsRefusedByWhatItAnnounces_AndByWhatItUnpacks()
    {
        Assert.Equal("unpacks-too-large", await CodeAsync(Package.Docx(Hidden with { Unpacked = 0xFFFF_FFF0 })));
        Assert.Equal("unpacks-too-large", await CodeAsync(Package.Docx([.. Enumerable.Range(0, 9).Select(each => Hidden with { Name = $"a{each}", Unpacked = 4 * 1024 * 1024 })])));
        // It announces little and unpacks to much: nothing beyond the announced size is unpacked.
        Assert.Equal("damaged", await CodeAsync(Package.Docx(new ZipPart("a", new byte[40 * 1024 * 1024]) { Unpacked = 1 })));
        Assert.Null(await CodeAsync(Package.Docx(new ZipPart("a", new byte[20 * 1024 * 1024]))));
        Assert.Equal("unpacks-too-large", await CodeAsync(Package.Docx(new ZipPart("a", new byte[40 * 1024 * 1024]))));
    }

    [Theory]
    [InlineData(1, UnpackBudget.Free)]
    [InlineData(UnpackBudget.Free / UnpackBudget.MaxRatio + 1, (UnpackBudget.Free / UnpackBudget.MaxRatio + 1) * UnpackBudget.MaxRatio)]
    [InlineData(long.MaxValue / UnpackBudget.MaxRatio, UnpackBudget.Max)]
    public void RequireRoom_UpToTheLimit_AndNotBeyond(long packed, long limit)
    {
        var budget = new UnpackBudget(packed);
        budget.RequireRoom([limit - 1, 1]);
        Assert.Throws<RejectedException>(() => budget.RequireRoom([limit, 1]));
        Assert.Throws<RejectedException>(() => budget.RequireRoom([long.MaxValue, long.MaxValue]));
    }

    private static Task<string?> CodeAsync(byte[] content) => Checked.CodeAsync(content, DocumentFormat.Docx);
}
