namespace FunctionsApp.Platform.Sheets;

/// <summary>A text as a cell, which no spreadsheet takes for a formula, and back.</summary>
public static class SheetText
{
    private const char Mark = '\'';

    // A text that begins with the mark itself is marked, too: otherwise it would lose its own.
    private const string Marked = "=+-@\t\r\'";

    /// <summary>Whether a spreadsheet could run a cell as it is; the mark itself runs nothing.</summary>
    public static bool Runs(string cell) => cell.Length > 0 && cell[0] != Mark && Marked.Contains(cell[0]);

    /// <summary>Begins with an apostrophe where a spreadsheet could run it.</summary>
    public static string Cell(string text) => text.Length > 0 && Marked.Contains(text[0]) ? Mark + text : text;

    /// <summary>The text of a cell: without the apostrophe that <see cref="Cell"/> added, or that a person typed to the same end.</summary>
    public static string Text(string cell) => cell.Length > 1 && cell[0] == Mark && Marked.Contains(cell[1]) ? cell[1..] : cell;
}
