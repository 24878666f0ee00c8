using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applying;

/// <summary>Words of the page of an application's documents.</summary>
public static class DocumentTexts
{
    public static readonly LocalizedText Choose = new("选择文件", "Choose a file");
    public static readonly LocalizedText Replace = new("选择新文件以替换", "Choose a file to replace it");
    public static readonly LocalizedText Drop = new("也可以把文件拖到这里", "Or drop a file here");
    public static readonly LocalizedText Which = new("这个文件属于哪种材料？", "Which document is this file?");

    /// <summary>With a per cent sign for how far it was.</summary>
    public static readonly LocalizedText Resumes = new("从 % 处继续", "Resumes at %");
    public static readonly LocalizedText Again = new("连接中断，正在重试", "The connection broke; trying again");
    public static readonly LocalizedText Kept = new(
        "连接中断，已到达的部分仍然保留；重试将从中断处继续。", "The connection broke; what arrived is kept, and trying again continues there.");

    /// <summary>An upload that waits for its other blocks.</summary>
    public static LocalizedText Open(string fileName) => new(
        $"未完成的上传：{fileName}。再次选择同一文件即可继续。", $"Not complete yet: {fileName}. Choose the same file to continue.");

    public static readonly LocalizedText Slow = new(
        "检查已超过 30 分钟。如仍无结果，请重新上传该文件。",
        "The check has taken more than 30 minutes. If there is still no result, upload the file again.");

    public static LocalizedText Versions(int count) => new($"上传记录（{count}次）", $"Uploads so far ({count})");

    public static LocalizedText Limits(DocumentSlot slot)
    {
        var (formats, size) = (slot.Formats.Select(DeclaredFormat.Name).ToList(), ProgrammeTexts.Size(slot.MaxBytes));
        return new(
            $"格式：{string.Join("、", formats)}；不超过{size}", $"{string.Join(", ", formats)}; at most {size}");
    }

    /// <summary>What the browser's dialog offers first.</summary>
    public static string Accept(DocumentSlot slot) =>
        string.Join(',', slot.Formats.SelectMany(format => FileFormat.Of(format).Extensions));
}
