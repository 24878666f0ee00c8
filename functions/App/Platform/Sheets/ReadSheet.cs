namespace FunctionsApp.Platform.Sheets;

/// <summary>A cell as it is read.</summary>
/// <param name="IsFormula">Whether the file has a formula there, whatever it came to.</param>
internal sealed record SheetCell(string Text, bool IsFormula = false);

/// <summary>A row that is not blank.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
/// <param name="Cells">By place from 0; a cell that is missing is empty.</param>
/// <param name="Width">Cells that the row has, empty ones included; null in XLSX, which leaves empty ones out.</param>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<int, SheetCell> Cells, int? Width = null);

/// <summary>Reads the rows of an XLSX or CSV file, whichever its content is.</summary>
internal static class ReadSheet
{
    private static readonly byte[] Zip = [0x50, 0x4B];

    /// <summary>Of OLE compound files: the old XLS, and an XLSX with a password.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The rows that are not blank, one by one: no more of the file is held than a row and a workbook's shared texts.</summary>
    /// <inheritdoc cref="Open"/>
    public static IEnumerable<SheetRow> Rows(Stream file, int most)
    {
        using var rows = Open(file, most);
        while (rows.Read()) yield return rows.ToRow();
    }

    /// <summary>A reading that keeps no row.</summary>
    /// <param name="file">Seekable; it is read more than once.</param>
    /// <param name="most">Rows beside the headings.</param>
    /// <exception cref="SheetException">The file cannot be read, or has more rows; thrown at the row where that shows.</exception>
    public static SheetRows Open(Stream file, int most)
    {
        try
        {
            return Find(file, most);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            throw Damaged();
        }
    }

    /// <summary>As a spreadsheet names the column: A, Z, AA.</summary>
    public static LocalizedText Letter(int place)
    {
        var letters = "";
        for (var left = place + 1; left > 0; left = (left - 1) / 26) letters = (char)('A' + ((left - 1) % 26)) + letters;
        return new(letters, letters);
    }

    // The boundary of what others wrote: the libraries throw many kinds. What they cannot read is stated; a store that fails is not.
    internal static bool IsOfFile(Exception exception) =>
        exception is not (SheetException or OutOfMemoryException or Azure.RequestFailedException);

    internal static SheetException Damaged() => new("文件已损坏，无法读取", "The file is damaged and cannot be read");

    private static SheetRows Find(Stream file, int most)
    {
        Span<byte> head = stackalloc byte[Compound.Length];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (head[..length].StartsWith(Compound))
        {
            throw new SheetException("文件已加密，或为旧版 XLS；请另存为不加密的 XLSX 或 CSV",
                "The file is encrypted, or an old XLS; save it as XLSX without a password, or as CSV");
        }

        return head[..length].StartsWith(Zip) ? new XlsxRows(file, most) : new CsvRows(file, most);
    }
}
