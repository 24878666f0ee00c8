using FunctionsApp.Platform;

namespace FunctionsApp.People.Sheets;

/// <summary>Words of export and import.</summary>
public static class SheetTexts
{
    public static readonly LocalizedText Export = new("导出以上条件的全部人员：", "Export everyone who fits the search:");
    public static readonly LocalizedText AsXlsx = new("Excel 工作簿（XLSX）", "Excel workbook (XLSX)");
    public static readonly LocalizedText AsCsv = new("CSV 文件", "CSV file");
}
