using System.IO.Compression;
using FunctionsApp.Platform.Sheets;

namespace App.Tests.Platform.Sheets;

public sealed class WriteSheetTests
{
    /// <summary>Else the same table had another ETag two seconds later.</summary>
    [Fact]
    public void Xlsx_OfTheSameRows_IsTheSameFile()
    {
        var file = WriteSheet.Write([["Sector", "Value"], ["it", 12.5m]], SheetFormat.Xlsx, "2026-01");

        using var archive = new ZipArchive(new MemoryStream(file));
        Assert.NotEmpty(archive.Entries);
        Assert.All(archive.Entries, part => Assert.Equal(1980, part.LastWriteTime.Year));
        Assert.Equal(file, WriteSheet.Write([["Sector", "Value"], ["it", 12.5m]], SheetFormat.Xlsx, "2026-01"));
        var headings = ReadSheet.Rows(new MemoryStream(file), 10).First().Cells;
        Assert.Equal(["Sector", "Value"], headings.OrderBy(cell => cell.Key).Select(cell => cell.Value.Text));
    }
}
