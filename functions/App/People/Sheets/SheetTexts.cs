using FunctionsApp.Platform;

namespace FunctionsApp.People.Sheets;

/// <summary>Words of export and import.</summary>
public static class SheetTexts
{
    public static readonly LocalizedText Export = new("导出以上条件的全部人员：", "Export everyone who fits the search:");
    public static readonly LocalizedText AsXlsx = new("Excel 工作簿（XLSX）", "Excel workbook (XLSX)");
    public static readonly LocalizedText AsCsv = new("CSV 文件", "CSV file");

    public static readonly LocalizedText Import = new("导入人员", "Import people");
    public static readonly LocalizedText ImportHint = new(
        "请上传与导出文件相同列的 XLSX 或 CSV（UTF-8 或 GB18030）文件，不超过 2 MiB。列标题可为中文或英文；文件中没有的列保持不变，没有列出的人员不受影响。",
        "Upload an XLSX or CSV file (UTF-8 or GB18030) with the columns of an export, up to 2 MiB. Headings may be Chinese or English; "
        + "what the file has no column for stays as it is, and so does everyone whom it does not list.");
    public static readonly LocalizedText File = new("文件", "File");
    public static readonly LocalizedText Choose = new("请选择文件", "Choose a file");
    public static readonly LocalizedText Check = new("检查并预览", "Check and preview");
    public static readonly LocalizedText Saved = new("已导入。", "Imported.");

    public static readonly LocalizedText Refused = new(
        "文件有误，没有保存任何内容。请修改后重新上传。", "The file has faults, and nothing was saved. Correct it and upload it again.");
    public static readonly LocalizedText Overtaken = new(
        "以下各行的登记在导入期间被他人修改，没有保存；其余各行已保存。请重新上传同一文件。",
        "Someone changed the entries of these rows during the import, and they were not saved; the others were. "
        + "Upload the same file again.");
    public static readonly LocalizedText Nothing = new("文件与名册一致，无需导入。", "The file has nothing that the register lacks.");
    public static readonly LocalizedText Confirm = new("确认导入", "Import");
    public static readonly LocalizedText ConfirmHint = new(
        "请核对以下变更后确认。如果导入中断，请重新上传同一文件：已保存的行不会再改变。",
        "Check what changes, then confirm. If the import is interrupted, upload the same file again: "
        + "rows that were saved do not change again.");
    public static readonly LocalizedText Faults = new("错误", "Faults");
    public static readonly LocalizedText Changes = new("变更", "Changes");
    public static readonly LocalizedText Row = new("行", "Row");
    public static readonly LocalizedText Column = new("列", "Column");
    public static readonly LocalizedText Reason = new("原因", "Reason");
    public static readonly LocalizedText Outcome = new("结果", "Outcome");
    public static readonly LocalizedText What = new("变更内容", "What changes");

    public static LocalizedText Name(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Added => new("新增", "Added"),
        RowOutcome.Changed => new("修改", "Changed"),
        RowOutcome.Unchanged => new("不变", "Unchanged"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static LocalizedText Counts(ImportPlan plan) => new(
        $"新增 {plan.Count(RowOutcome.Added)} 人，修改 {plan.Count(RowOutcome.Changed)} 人，不变 {plan.Count(RowOutcome.Unchanged)} 人。",
        $"{plan.Count(RowOutcome.Added)} added, {plan.Count(RowOutcome.Changed)} changed, {plan.Count(RowOutcome.Unchanged)} unchanged.");
}
