using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Forms;

/// <summary>Words of the page of a form.</summary>
public static class FormPageTexts
{
    public static readonly LocalizedText None = new("该项目不需要填写申请表。", "This programme asks for no form.");
    public static readonly LocalizedText Required = new("（必填）", "(required)");
    public static readonly LocalizedText ToCorrect = new("补正原因：", "To correct: ");
    public static readonly LocalizedText AddRow = new("增加一行", "Add row");
    public static readonly LocalizedText Remove = new("删除", "Remove");
    public static readonly LocalizedText SaveAndSubmit = new("保存并提交申请", "Save and submit the application");
    public static readonly LocalizedText SavedAt = new("已自动保存：", "Saved by itself at ");
    public static readonly LocalizedText NotSaved = new("没有自动保存：", "Not saved: ");
    public static readonly LocalizedText Back = new("返回申请", "Back to the application");

    public static LocalizedText Row(int row) => new($"第 {row + 1} 行", $"row {row + 1}");

    /// <summary>Name of a cell's input.</summary>
    public static LocalizedText Cell(int row, LocalizedText column) =>
        new($"第 {row + 1} 行 {column.Chinese}", $"Row {row + 1}, {column.English}");

    public static LocalizedText Of(FormNotice notice) => notice switch
    {
        FormNotice.Saved => new("已保存。", "Saved."),
        FormNotice.Submitted => new("已提交，评审已开始。", "Submitted; the review has begun."),
        FormNotice.ChangedMeanwhile => new("申请表在此期间已被修改，本次内容没有保存。请核对后再次保存。",
            "The form was changed meanwhile, and nothing was saved. Check it and save again."),
        FormNotice.OpenTooLong => new("页面打开时间过长，本次内容没有保存。请再次保存。",
            "The page was open for too long, and nothing was saved. Save again."),
        _ => throw new ArgumentOutOfRangeException(nameof(notice)),
    };
}
