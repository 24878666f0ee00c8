using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A workbook of Excel: its main part has at least one sheet.</summary>
internal sealed class XlsxFormat : OfficeFormat
{
    public override DocumentFormat Format => DocumentFormat.Xlsx;

    public override string Name => "Excel (.xlsx)";

    public override IReadOnlyList<string> Extensions { get; } = [".xlsx"];

    public override string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    protected override (string Root, string Body) Content => ("workbook", "sheet");
}
