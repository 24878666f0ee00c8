using FunctionsApp.Platform;

namespace FunctionsApp.Documents;

/// <summary>Words of any page by which a file is uploaded.</summary>
public static class UploadTexts
{
    public static readonly LocalizedText Upload = new("上传", "Upload");
    public static readonly LocalizedText NotThis = new("不上传", "Do not upload");
    public static readonly LocalizedText Retry = new("重试", "Try again");
    public static readonly LocalizedText Sending = new("正在上传", "Uploading");
    public static readonly LocalizedText Cancelled = new("已取消，没有保存任何内容。", "Cancelled; nothing was stored.");
    public static readonly LocalizedText Broken = new(
        "连接中断，没有保存任何内容；请从头重试。", "The connection broke and nothing was stored; try again from the start.");
}
