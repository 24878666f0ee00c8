using FunctionsApp.Platform.Http;

namespace FunctionsApp.Platform.Sheets;

/// <summary>How a sheet is written as a file.</summary>
public sealed record SheetFormat(string Extension, string Media)
{
    public static readonly SheetFormat Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    public static readonly SheetFormat Csv = new("csv", "text/csv; charset=utf-8");

    /// <summary>XLSX where none is named.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static SheetFormat Of(string? name) => name switch
    {
        null or "" or "xlsx" => Xlsx,
        "csv" => Csv,
        _ => throw PlatformProblems.Invalid("format", "须为 xlsx 或 csv", "must be xlsx or csv"),
    };
}
