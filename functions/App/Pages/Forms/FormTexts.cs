using FunctionsApp.Platform;

namespace FunctionsApp.Pages.Forms;

/// <summary>Words that all forms share.</summary>
public static class FormTexts
{
    public static readonly LocalizedText Wrong = new("请检查以下内容", "There is a problem");
    public static readonly LocalizedText Optional = new("（选填）", " (optional)");
    public static readonly LocalizedText Choose = new("请选择", "Choose one");
    public static readonly LocalizedText Back = new("返回", "Back");
    public static readonly LocalizedText Cancel = new("取消", "Cancel");
    public static readonly LocalizedText Save = new("保存", "Save");
    public static readonly LocalizedText Preview = new("预览", "Preview");

    /// <summary>The label of an input that takes one of the languages.</summary>
    public static LocalizedText In(LocalizedText label, Language language) => language == Language.Chinese
        ? new($"{label.Chinese}（中文）", $"{label.English} (Chinese)")
        : new($"{label.Chinese}（英文）", $"{label.English} (English)");
}
