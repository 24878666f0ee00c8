using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>Words of the page that checks alerts.</summary>
public static class CapCheckTexts
{
    public static readonly LocalizedText Title = new("检查 CAP 警报", "Check a CAP alert");
    public static readonly LocalizedText Intro = new(
        "按 OASIS CAP 1.2 的 XSD 与正文规定以及 Google Public Alerts 规范检查。内容不会保存。",
        "Checks an alert by the schema and the words of OASIS CAP 1.2 and by the profile of Google Public Alerts. Nothing is kept.");

    public static readonly LocalizedText Paste = new("警报（XML）", "Alert (XML)");
    public static readonly LocalizedText PasteHint = new("最多 20000 个字符；更大的请上传文件", "At most 20000 characters; upload larger ones as a file");
    public static readonly LocalizedText File = new("文件", "File");
    public static readonly LocalizedText FileHint = new(
        "最大 256 KB；编码可为 UTF-8、UTF-16、GBK、GB2312 或 GB18030", "At most 256 KB, in UTF-8, UTF-16, GBK, GB2312 or GB18030");

    public static readonly LocalizedText Check = new("检查", "Check");
    public static readonly LocalizedText CheckFile = new("检查文件", "Check the file");
    public static readonly LocalizedText Choose = new("请选择一个文件", "Choose a file");
    public static readonly LocalizedText Result = new("检查结果", "Result");
    public static readonly LocalizedText Valid = new("符合 CAP 1.2。", "It follows CAP 1.2.");
    public static readonly LocalizedText Invalid = new("不符合 CAP 1.2。", "It does not follow CAP 1.2.");
    public static readonly LocalizedText Google = new("符合 Google 规范。", "It follows Google's profile.");
    public static readonly LocalizedText NotGoogle = new("不符合 Google 规范。", "It does not follow Google's profile.");
    public static readonly LocalizedText SchemaFirst = new(
        "符合 XSD 之后才会检查其余规则。", "The other rules are checked once it follows the schema.");

    public static readonly LocalizedText Cut = new(
        $"问题很多，只列出前 {CheckCap.MaxFaults} 个。", $"There are many findings; the first {CheckCap.MaxFaults} are listed.");

    public static readonly LocalizedText Grade = new("程度", "Grade");
    public static readonly LocalizedText Line = new("行", "Line");
    public static readonly LocalizedText Place = new("位置", "Element");
    public static readonly LocalizedText Rule = new("规则", "Rule");
    public static readonly LocalizedText Reason = new("问题", "Finding");
    public static readonly LocalizedText Rules = new("检查哪些规则", "The rules that are checked");
    public static readonly LocalizedText Back = new("返回预警", "Back to the warnings");

    public static LocalizedText Name(CapGrade grade) =>
        grade == CapGrade.Error ? new("错误", "Error") : new("建议", "Recommendation");
}
