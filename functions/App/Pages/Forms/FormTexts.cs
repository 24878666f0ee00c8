using FunctionsApp.Platform;

namespace FunctionsApp.Pages.Forms;

/// <summary>Words that all forms share.</summary>
public static class FormTexts
{
    public static readonly LocalizedText Wrong = new("请检查以下内容", "There is a problem");
    public static readonly LocalizedText Optional = new("（选填）", "(optional)");
    public static readonly LocalizedText Choose = new("请选择", "Choose one");
    public static readonly LocalizedText Back = new("返回", "Back");
    public static readonly LocalizedText Cancel = new("取消", "Cancel");
    public static readonly LocalizedText Save = new("保存", "Save");
}
