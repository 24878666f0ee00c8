namespace FunctionsApp.People.Sheets;

/// <summary>A cell as it is read.</summary>
/// <param name="IsFormula">Whether the file has a formula there, whatever it came to.</param>
internal sealed record SheetCell(string Text, bool IsFormula = false);

/// <summary>A row that is not blank.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
/// <param name="Cells">By place from 0; a cell that is missing is empty.</param>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<int, SheetCell> Cells);

/// <summary>Reads the rows of an XLSX or CSV file, whichever its content is.</summary>
internal static class ReadSheet
{
    /// <summary>2 MiB: the file comes back with the form that confirms it.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly byte[] Zip = [0x50, 0x4B];

    /// <summary>Of OLE compound files: the old XLS, and an XLSX with a password.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];

    /// <param name="most">Rows beside the headings.</param>
    /// <exception cref="SheetException">The file cannot be read, or has more rows.</exception>
    public static IReadOnlyList<SheetRow> Rows(byte[] file, int most)
    {
        if (file.AsSpan().StartsWith(Compound))
        {
            throw new SheetException("文件已加密，或为旧版 XLS；请另存为不加密的 XLSX 或 CSV",
                "The file is encrypted, or an old XLS; save it as XLSX without a password, or as CSV");
        }

        try
        {
            var rows = new List<SheetRow>();
            foreach (var row in file.AsSpan().StartsWith(Zip) ? XlsxRows.Read(file) : CsvRows.Read(file))
            {
                if (row.Cells.Values.All(cell => string.IsNullOrWhiteSpace(cell.Text) && !cell.IsFormula)) continue;
                if (rows.Count > most)
                {
                    throw new SheetException($"最多 {most} 行人员；请分成几个文件", $"At most {most} people; split the file into several");
                }

                rows.Add(row);
            }

            return rows.Count > 0 ? rows : throw new SheetException("文件为空", "The file is empty");
        }
        // The boundary of what others wrote: the libraries throw many kinds. What they cannot read is stated.
        catch (Exception exception) when (exception is not (SheetException or OutOfMemoryException))
        {
            throw new SheetException("文件已损坏，无法读取", "The file is damaged and cannot be read");
        }
    }
}
