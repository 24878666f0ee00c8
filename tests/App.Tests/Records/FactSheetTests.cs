using System.Text;
using System.Text.Json;
using App.Tests.Reviews;
using CsvHelper;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Records;

namespace App.Tests.Records;

public sealed class FactSheetTests
{
    private static readonly ProgrammeDefinition Definition = ReviewSample.Catalogue(ReviewSample.Stage()).All[0];

    /// <summary>A spreadsheet runs no cell, whatever people are called.</summary>
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void Cell_ThatASpreadsheetCouldRun_IsText(string actor) => Assert.Equal($"'{actor}", Rows(Entry(actor))[1][4]);

    [Fact]
    public void Cells_WithQuotesCommasAndLines_AreReadBackAsTheyWere()
    {
        var rows = Rows(Entry("a \"b\", c\nd", """{"title":"甲, \"乙\""}"""), Entry("x"));

        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(AuditTexts.Columns.Count, row.Length));
        Assert.Equal("a \"b\", c\nd", rows[1][4]);
        Assert.Equal("""{"title":"甲, \"乙\""}""", rows[1][5]);
    }

    [Fact]
    public void Bytes_AreUtf8WithTheMarkThatSpreadsheetsNeed()
    {
        var bytes = FactSheet.Write(Record(Entry("x")), Definition, Language.Chinese);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("编号,时间,类型", Encoding.UTF8.GetString(bytes[3..]), StringComparison.Ordinal);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static FactEntry Entry(string actor, string data = "{}") => new(
        1, "ApplicationWithdrawn", "2026-03-02T01:00:00.0000000+00:00", actor, JsonSerializer.Deserialize<JsonElement>(data), null, "",
        "hash");

    private static FactRecord Record(params FactEntry[] entries) => new("id", true, null, entries);

    private static IReadOnlyList<string[]> Rows(params FactEntry[] entries)
    {
        var rows = new List<string[]>();
        using var csv = CsvReader.Create(
            FactSheet.Write(Record(entries), Definition, Language.English), CsvReaderOptions.Default with { HasHeader = false });
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(field => csv.GetString(field))]);
        return rows;
    }
}
