using FunctionsApp.Documents.Texts;
using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Versions;

/// <summary>Words of the page of a document's versions.</summary>
public static class VersionTexts
{
    public static readonly LocalizedText Versions = new("材料版本", "Versions");
    public static readonly LocalizedText Version = new("版本", "Version");
    public static readonly LocalizedText File = new("文件", "File");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Arrived = new("上传时间", "Uploaded");
    public static readonly LocalizedText Digest = new("SHA-256 摘要", "SHA-256");
    public static readonly LocalizedText None = new("还没有上传。", "Nothing was uploaded yet.");
    public static readonly LocalizedText Compare = new("比较两个版本的文字", "Compare the text of two versions");
    public static readonly LocalizedText From = new("较早版本", "Earlier version");
    public static readonly LocalizedText To = new("较晚版本", "Later version");
    public static readonly LocalizedText Show = new("比较", "Compare");
    public static readonly LocalizedText Same = new("两个版本的文字相同。", "The text of both is the same.");
    public static readonly LocalizedText Removed = new("删除", "Removed");
    public static readonly LocalizedText Added = new("新增", "Added");
    public static readonly LocalizedText Single = new(
        "通过检查的版本不足两个，无可比较。", "Fewer than two versions were accepted: there is nothing to compare.");

    public static readonly LocalizedText Note = new(
        "只比较文字，不比较图片和版式。", "Only text is compared, neither pictures nor layout.");

    public static readonly LocalizedText IsCut = new(
        "文件很长，只比较了开头部分。", "The document is long: only its beginning was compared.");

    public static LocalizedText Between(VersionPair pair) => new(
        $"第 {pair.From} 版与第 {pair.To} 版", $"Version {pair.From} and version {pair.To}");

    public static LocalizedText Changes(Comparison comparison) => new(
        $"新增 {comparison.Added} 行，删除 {comparison.Removed} 行",
        $"Lines added: {comparison.Added}, removed: {comparison.Removed}");

    public static LocalizedText Gap(int lines) => new($"相同的 {lines} 行未显示", $"Lines that both have, left out: {lines}");

    public static LocalizedText Unread(TextState state) => state == TextState.TooLarge
        ? new("文件过大，无法比较文字。", "A file is too large for its text to be compared.")
        : new("其中一个文件没有可读的文字，无法比较。", "The text of a file cannot be read: there is nothing to compare.");

    public static LocalizedText Name(CheckState state) => state switch
    {
        CheckState.Received => new("等待检查", "Being checked"),
        CheckState.Accepted => new("已通过检查", "Accepted"),
        CheckState.Rejected => new("未通过检查", "Not accepted"),
        CheckState.Superseded => new("已被较新的上传取代", "Replaced by a newer upload"),
        _ => new("已删除", "Removed"),
    };
}
