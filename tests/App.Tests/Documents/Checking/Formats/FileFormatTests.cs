using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class FileFormatTests
{
    [Fact]
    public void All_HasOneClassForEachFormatOfDefinitions() =>
        Assert.Equal(Enum.GetValues<DocumentFormat>(), FileFormat.All.Select(each => each.Format).Order());

    [Fact]
    public void Formats_ShareNoExtensionNameOrMediaType()
    {
        var extensions = FileFormat.All.SelectMany(each => each.Extensions.Concat(each.RareExtensions)).ToList();
        Assert.All(extensions, each => Assert.Matches("^[.][a-z0-9]+$", each));
        Assert.Equal(extensions.Count, extensions.Distinct().Count());
        Assert.Equal(FileFormat.All.Count, FileFormat.All.Select(each => each.Name).Distinct().Count());
        Assert.Equal(FileFormat.All.Count, FileFormat.All.Select(each => each.MediaType).Distinct().Count());
    }

    [Theory]
    [InlineData("a.PDF", DocumentFormat.Pdf)]
    [InlineData("a.tar.Jpeg", DocumentFormat.Jpeg)]
    [InlineData("a.pjp", DocumentFormat.Jpeg)]
    [InlineData("a.pdf.exe", null)]
    [InlineData("pdf", null)]
    [InlineData("a.", null)]
    public void ByExtension_OfTheLastExtension(string fileName, DocumentFormat? format) =>
        Assert.Equal(format, FileFormat.ByExtension(fileName)?.Format);

    /// <summary>A browser runs what it can read as a page: only formats that it shows safely are shown.</summary>
    [Fact]
    public void Display_IsOfPicturesAndPdfAlone() => Assert.Equal(
        [DocumentFormat.Pdf, DocumentFormat.Png, DocumentFormat.Jpeg],
        FileFormat.All.Where(each => each.Display != Display.None).Select(each => each.Format).Order());
}
