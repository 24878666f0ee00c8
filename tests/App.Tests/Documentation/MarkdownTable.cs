namespace App.Tests.Documentation;

/// <summary>Rows as a Markdown table.</summary>
public static class MarkdownTable
{
    /// <param name="header">Cells apart by '|'.</param>
    /// <exception cref="ArgumentException">A row has other cells than the header.</exception>
    public static string Of(string header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var columns = header.Split('|');
        string Row(IReadOnlyList<string> cells) => cells.Count == columns.Length
            ? $"| {string.Join(" | ", cells.Select(Cell))} |"
            : throw new ArgumentException($"{cells.Count} cells under {columns.Length} headings: {string.Join(", ", cells)}");
        return string.Join('\n', [Row([.. columns.Select(column => column.Trim())]), $"|{string.Concat(columns.Select(_ => "---|"))}", .. rows.Select(Row)]);
    }

    /// <summary>Names as code, with commas.</summary>
    public static string Code(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("\n", " ");
}
