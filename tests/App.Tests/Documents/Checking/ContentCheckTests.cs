using App.Tests.Fixtures;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

public class ContentCheckTests
{
    /// <summary>Files as applicants have them: accepted wherever every reader opens them.</summary>
    [Theory]
    [InlineData("wordonline.docx", null)]
    [InlineData("rootmain.docx", null)]
    [InlineData("datadesc.docx", null)]
    [InlineData("workbook22.xlsx", null)]
    [InlineData("zip64local.xlsx", null)]
    [InlineData("bom.pdf", null)]
    [InlineData("multipart.pdf", null)]
    [InlineData("pad2k.pdf", null)]
    [InlineData("enc-owner.pdf", null)]
    [InlineData("samsung.jpg", null)]
    [InlineData("motion.jpg", null)]
    [InlineData("progressive.jpg", null)]
    [InlineData("trailing.png", null)]
    [InlineData("lzw-strips.tif", null)]
    [InlineData("bigtiff-tiles.tif", null)]
    [InlineData("two-pages-motorola.tif", null)]
    [InlineData("enc-user.pdf", "password")]
    [InlineData("damaged.docx", "damaged")]
    public async Task Fault_FilesOfApplicants_AsReadersTakeThem(string file, string? code) =>
        Assert.Equal(code, await Checked.CodeAsync(await ReadAsync(file), DeclaredFormat.ByExtension(file)!.Value));

    /// <summary>What is cut off or of another kind is refused, wherever it is cut.</summary>
    [Theory]
    [InlineData("wordonline.docx")]
    [InlineData("workbook22.xlsx")]
    [InlineData("bom.pdf")]
    [InlineData("progressive.jpg")]
    [InlineData("trailing.png")]
    [InlineData("lzw-strips.tif")]
    [InlineData("bigtiff-tiles.tif")]
    [InlineData("two-pages-motorola.tif")]
    public async Task Fault_CutOff_IsFound(string file)
    {
        var content = await ReadAsync(file);
        var format = DeclaredFormat.ByExtension(file)!.Value;
        for (var length = 1; length < content.Length - 10; length += Math.Max(7, content.Length / 50))
        {
            Assert.NotNull(await Checked.CodeAsync(content[..length], format));
        }

        foreach (var other in Enum.GetValues<DocumentFormat>().Where(other => other != format))
        {
            // A package of Office is an archive, but none of documents.
            var isPackage = other == DocumentFormat.Zip && format is (DocumentFormat.Docx or DocumentFormat.Xlsx);
            Assert.Equal(isPackage ? "archive-file" : "other-format", await Checked.CodeAsync(content, other));
        }
    }

    [Fact]
    public async Task Fault_Empty_IsNamed() => Assert.Equal("empty", await Checked.CodeAsync([], DocumentFormat.Pdf));

    [Fact]
    public async Task Fault_OtherContentThanArrived_IsFound()
    {
        var content = await ReadAsync("bom.pdf");
        foreach (var (bytes, hash) in new[] { (content.Length, new string('0', 64)), (content.Length + 1, Checked.Hash(content)) })
        {
            Assert.Equal(Rejections.Altered,
                (await Checked.ContentAsync(new MemoryStream(content), DocumentFormat.Pdf, bytes, hash)).Fault);
        }
    }

    /// <summary>As after an upload that went straight to storage: the app reads it here for the first time.</summary>
    [Fact]
    public async Task Check_NoDigestStated_TakesTheContentAndNamesItsDigest()
    {
        var content = await ReadAsync("bom.pdf");

        var (fault, sha256) = await Checked.ContentAsync(new MemoryStream(content), DocumentFormat.Pdf, content.Length, null);

        Assert.Equal((null, Checked.Hash(content)), (fault, sha256));
    }

    [Fact]
    public void Rejections_HaveEachTheirCode_AndBothLanguages()
    {
        var all = typeof(Rejections).GetFields().Select(field => (Rejection)field.GetValue(null)!).Append(Rejections.NotA(DocumentFormat.Pdf)).ToList();
        Assert.Equal(all.Count, all.Select(each => each.Code).Distinct().Count());
        Assert.All(all, each => Assert.Matches("^[a-z]+(-[a-z]+)*$", each.Code));
        Assert.All(all, each => Assert.Contains(each.Text.Chinese, letter => letter >= 0x4E00));
        Assert.All(all, each => Assert.DoesNotContain(each.Text.English, letter => letter >= 0x4E00));
    }

    internal static Task<byte[]> ReadAsync(string file) =>
        File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/App.Tests/Documents/Checking/Cases", file), TestContext.Current.CancellationToken);
}
