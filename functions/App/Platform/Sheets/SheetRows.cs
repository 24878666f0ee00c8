namespace FunctionsApp.Platform.Sheets;

/// <summary>The rows of a sheet that are not blank, one at a time: what it gives of a row holds until the next.</summary>
/// <param name="most">Rows beside the headings.</param>
internal abstract class SheetRows(int most) : IDisposable
{
    private int read;

    /// <summary>Of the row, as a spreadsheet counts, from 1.</summary>
    public abstract int Number { get; }

    /// <summary>Cells that the row has, empty ones included; null in XLSX, which leaves empty ones out.</summary>
    public abstract int? Width { get; }

    /// <summary>Places up to the last cell of the row.</summary>
    public abstract int Places { get; }

    /// <summary>Empty where the row has no such cell.</summary>
    public abstract ReadOnlySpan<char> Text(int place);

    /// <summary>Whether the file has a formula there, whatever it came to.</summary>
    public abstract bool IsFormula(int place);

    /// <summary>Whether any cell of the row is a formula, or begins like one.</summary>
    public abstract bool HasFormula { get; }

    /// <summary>The row with all its cells, to keep.</summary>
    public abstract SheetRow ToRow();

    /// <summary>False after the last row.</summary>
    /// <exception cref="SheetException">The file cannot be read further, has more rows, or none.</exception>
    public bool Read()
    {
        while (Advance())
        {
            if (IsBlank()) continue;
            if (read > most) throw TooMany(most);
            read++;
            return true;
        }

        return read > 0 ? false : throw new SheetException("文件为空", "The file is empty");
    }

    public abstract void Dispose();

    /// <summary>Takes the next row, blank or not.</summary>
    protected abstract bool Next();

    /// <summary>Whether nothing in the row is to be seen.</summary>
    protected abstract bool IsBlank();

    protected static SheetException TooMany(int most) =>
        new($"最多 {most} 行；请分成几个文件", $"At most {most} rows; split the file into several");

    private bool Advance()
    {
        try
        {
            return Next();
        }
        catch (Exception exception) when (ReadSheet.IsOfFile(exception))
        {
            throw ReadSheet.Damaged();
        }
    }
}
