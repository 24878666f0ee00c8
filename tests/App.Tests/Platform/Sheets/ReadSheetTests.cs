using System.Text;
using FunctionsApp.Platform.Sheets;
using static App.Tests.People.Sheets.SheetSample;

namespace App.Tests.Platform.Sheets;

/// <summary>Files as spreadsheets save them, and files that are none.</summary>
public sealed class ReadSheetTests
{
    private const string Text = "用户标识,姓名\r\nli,\"李\n伟\"\r\n";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("GB18030", false)]
    public void Csv_InAnEncodingOfSpreadsheets_IsRead(string encoding, bool isMarked)
    {
        var writer = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8;
        byte[] file = [.. isMarked ? writer.GetPreamble() : [], .. writer.GetBytes(Text)];

        var rows = Rows(file, 10);

        Assert.Equal("用户标识", rows[0].Cells[0].Text);
        Assert.Equal((2, "李\n伟"), (rows[1].Number, rows[1].Cells[1].Text));
    }

    [Fact]
    public void Rows_AfterBlankOnes_KeepTheirNumbers()
    {
        Assert.Equal([1, 4], Rows("id\r\n\r\n , \r\nli"u8.ToArray(), 10).Select(row => row.Number));
        Assert.Equal([2, 9], Rows(Workbook(Row(2, "id") + Row(3, " ") + Row(9, "li")), 10).Select(row => row.Number));
    }

    [Fact]
    public void Csv_InNoKnownEncoding_IsRefused() => Refused([0x69, 0x64, 0x0A, 0xFF, 0xFF], "The file is neither in UTF-8 nor in GB18030");

    [Fact]
    public void Csv_WithAQuoteThatDoesNotEnd_NamesTheRow() =>
        Assert.Equal(2, Refused("id\r\n\"li"u8.ToArray(), "its quotes do not match").Row);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n ,\r\n")]
    public void File_WithoutACell_IsRefused(string text) => Refused(Encoding.UTF8.GetBytes(text), "The file is empty");

    [Fact]
    public void Workbook_Encrypted_IsRefused() => Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        "The file is encrypted, or an old XLS; save it as XLSX without a password, or as CSV");

    [Fact]
    public void Workbook_CutOff_IsRefused()
    {
        var file = Workbook(Row(1, "id"));

        Refused(file[..^30], "The file is damaged and cannot be read");
        Refused(Workbook("<row r=\"1\"><c>"), "The file is damaged and cannot be read");
        Refused("PK"u8.ToArray(), "The file is damaged and cannot be read");
    }

    [Fact]
    public void Workbook_WithADocumentType_IsRefused() => Refused(
        Workbook("<!DOCTYPE x [<!ENTITY a \"b\">]>"), "The file is damaged and cannot be read");

    [Fact]
    public void Workbook_ThatUnpacksToTooMuch_IsRefused()
    {
        var bomb = Workbook(Row(1, "id"), more: new string(' ', (int)XlsxRows.MaxUnpacked + 1));

        Assert.True(bomb.Length < 1024 * 1024);
        Refused(bomb, "The file unpacks to too much");
    }

    [Fact]
    public void Workbook_WithAFormula_HasItAtItsPlace()
    {
        var rows = Rows(Workbook("<row r=\"1\"><c r=\"AB1\"><f>1+1</f><v>2</v></c></row>"), 10);

        Assert.Equal(new SheetCell("2", IsFormula: true), rows[0].Cells[27]);
        Assert.Equal("AB", ReadSheet.Letter(27).English);
    }

    [Theory]
    [InlineData("<v>46083</v>", 0, "46083")]
    [InlineData("<v>46083</v>", 1, "2026-03-02")]
    [InlineData("<v>46083.5</v>", 2, "2026-03-02")]
    [InlineData("<v>2.026E3</v>", 0, "2026")]
    [InlineData("<v></v>", 1, "")]
    public void Workbook_NumbersAndDays_AreReadAsTheyAreShown(string value, int style, string text)
    {
        const string styles = """
            <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\/m\/d"/></numFmts>
            <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>
            """;
        var rows = Rows(Workbook($"<row r=\"1\"><c t=\"inlineStr\"><is><t>x</t></is></c><c s=\"{style}\">{value}</c></row>", styles), 1);

        Assert.Equal(text, rows[0].Cells[1].Text);
    }

    [Fact]
    public void Workbook_WithReadingsBesideItsText_HasTheTextAlone()
    {
        var row = "<row r=\"1\"><c t=\"inlineStr\"><is><r><t>李</t></r><r><t>伟</t></r><rPh sb=\"0\" eb=\"1\"><t>Li</t></rPh></is></c></row>";

        Assert.Equal("李伟", Rows(Workbook(row), 1)[0].Cells[0].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Csv_WithLinesInTwoEncodings_IsRefused(bool isMarked)
    {
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        byte[] file = [.. isMarked ? Encoding.UTF8.Preamble : [], .. "用户标识\r\n"u8, .. chinese.GetBytes("李伟\r\n")];

        Refused(file, "The file mixes two encodings; save all of it as UTF-8");
    }

    /// <summary>A character of three bytes on the border of two blocks.</summary>
    [Fact]
    public void Csv_LongerThanABlock_IsRead()
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("李,用户标识\r\n", 20_000)));

        Assert.All(Rows(file, 20_000), row => Assert.Equal("用户标识", row.Cells[1].Text));
    }

    [Fact]
    public void Rows_MoreThanAllowed_AreRefusedAtTheFirstTooMany() =>
        Assert.Equal(
            "At most 2 rows; split the file into several",
            Assert.Throws<SheetException>(() => Rows("id\n1\n2\n3\n"u8.ToArray(), 2)).Message);

    private static List<SheetRow> Rows(byte[] file, int most) => [.. ReadSheet.Rows(new MemoryStream(file), most)];

    private static SheetException Refused(byte[] file, string reason)
    {
        var refused = Assert.Throws<SheetException>(() => Rows(file, 10));
        Assert.Equal(reason, refused.Reason.English);
        return refused;
    }
}
