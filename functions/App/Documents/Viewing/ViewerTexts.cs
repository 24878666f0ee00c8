using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Viewing;

/// <summary>Words of the page that shows a document.</summary>
public static class ViewerTexts
{
    public static readonly LocalizedText File = new("文件", "File");
    public static readonly LocalizedText Version = new("版本", "Version");
    public static readonly LocalizedText Received = new("上传时间", "Uploaded");
    public static readonly LocalizedText Size = new("大小", "Size");
    public static readonly LocalizedText Scan = new("病毒扫描", "Malware scan");
    public static readonly LocalizedText Download = new("下载", "Download");
    public static readonly LocalizedText Open = new("在新标签页中打开", "Open in a new tab");
    public static readonly LocalizedText Back = new("返回任务", "Back to the task");

    public static readonly LocalizedText NotShown = new(
        "浏览器不能显示此类文件，请下载后打开。", "A browser cannot show this kind of file; download it to open it.");

    public static readonly LocalizedText Recorded = new(
        "您对此材料的阅读和下载会被记录。", "That you read or download this document is recorded.");

    /// <summary>Who read it, when, and for what.</summary>
    /// <param name="purpose">What the reader was asked.</param>
    public static LocalizedText Mark(string reader, DateTimeOffset at, LocalizedText purpose) => new(
        $"阅读人：{reader}　时间：{BeijingTime.Text(at)}　用途：{purpose.Chinese}",
        $"Read by {reader} on {BeijingTime.Text(at)} for: {purpose.English}");

    /// <summary>Bytes as people read them: 300 B, 1.5 KB, 95 MB.</summary>
    public static LocalizedText Bytes(long bytes)
    {
        var text = bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => $"{Short(bytes / 1024m)} KB",
            _ => $"{Short(bytes / (1024m * 1024m))} MB",
        };
        return new(text, text);
    }

    private static string Short(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
