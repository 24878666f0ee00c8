namespace App.Tests.Documentation;

/// <summary>Rows as a Markdown table.</summary>
public static class MarkdownTable
{
    /// <param name="header">Cells apart by '|'.</param>
    /// <param name="cells">Of a row, as many as the header's.</param>
    public static string Of<T>(string header, IEnumerable<T> rows, Func<T, string[]> cells)
    {
        var columns = header.Split(" | ");
        return string.Join('\n', [Row(columns), $"|{string.Concat(columns.Select(_ => "---|"))}", .. rows.Select(cells).Select(Row)]);
    }

    /// <summary>Names as code, with commas.</summary>
    public static string Code(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells.Select(Cell))} |";

    private static string Cell(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");
}
