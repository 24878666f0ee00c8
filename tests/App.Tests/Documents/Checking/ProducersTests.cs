using App.Tests.Fixtures;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Programmes;
using UglyToad.PdfPig;

namespace App.Tests.Documents.Checking;

/// <summary>What real programs write is accepted, and its text can be read. The table of the folder's README says which and why.</summary>
public sealed class ProducersTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/App.Tests/Documents/Checking/Cases/Producers");

    private static readonly List<Case> Cases = [.. File.ReadLines(Path.Combine(Folder, "README.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new Case(cells[1].Trim('`'), cells[3].Length == 0 ? null : int.Parse(cells[3]), cells[4]))];

    public static TheoryData<string> Files => [.. Cases.Select(each => each.File)];

    public static TheoryData<string, int> Pdfs =>
        [.. Cases.Where(each => each.Pages is not null).Select(each => (each.File, each.Pages!.Value))];

    public static TheoryData<string, string> Texts =>
        [.. Cases.Where(each => each.Text.Length > 0).Select(each => (each.File, each.Text))];

    [Fact]
    public void Table_ListsTheFiles()
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Where(file => file != "README.md");

        Assert.Equal(files.Order(StringComparer.Ordinal), Cases.Select(each => each.File).Order(StringComparer.Ordinal));
        Assert.All(Cases, each => Assert.Equal(FormatOf(each.File) == DocumentFormat.Pdf, each.Pages is not null));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Check_FileOfAProducer_IsTaken(string file) =>
        Assert.Null(await Checked.CodeAsync(await ReadAsync(file), FormatOf(file)));

    /// <summary>Half of a text is a text: of one only an answer is expected.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Check_HalfOfAFile_IsRefused(string file)
    {
        var content = await ReadAsync(file);
        var code = await Checked.CodeAsync(content[..(content.Length / 2)], FormatOf(file));

        if (FormatOf(file) is not (DocumentFormat.Txt or DocumentFormat.Csv)) Assert.NotNull(code);
    }

    [Theory]
    [MemberData(nameof(Pdfs))]
    public async Task Pages_OfAPdf_AreCounted(string file, int pages)
    {
        using var pdf = PdfDocument.Open(await ReadAsync(file));

        Assert.Equal(pages, pdf.NumberOfPages);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_OfAFile_IsRead(string file, string text)
    {
        var (read, state) = DocumentText.Read(
            new MemoryStream(await ReadAsync(file)), FormatOf(file), TestContext.Current.CancellationToken);

        Assert.Equal(TextState.Read, state);
        Assert.Contains(text, read, StringComparison.Ordinal);
    }

    private static DocumentFormat FormatOf(string file) => DeclaredFormat.ByExtension(file)!.Value;

    private static Task<byte[]> ReadAsync(string file) => ContentCheckTests.ReadAsync($"Producers/{file}");

    /// <param name="Pages">Of a PDF alone.</param>
    /// <param name="Text">A piece of its text; empty where it has none.</param>
    private sealed record Case(string File, int? Pages, string Text);
}
