using FunctionsApp.Platform;

namespace FunctionsApp.Records.Verifying;

/// <summary>Words of the page that verifies dossiers.</summary>
public static class VerifyTexts
{
    public static readonly LocalizedText Title = new("验证案卷", "Verify a dossier");
    public static readonly LocalizedText Intro = new(
        "选择一个案卷（ZIP 文件），检查其中的文件、记录和证明是否被更改。文件不会保存。",
        "Choose a dossier, a ZIP file, to see whether its files, its record and its proof are as they were made. The file is not kept.");

    public static readonly LocalizedText File = new("案卷文件", "Dossier");
    public static readonly LocalizedText Hint = new("ZIP，最大 95 MiB", "ZIP, at most 95 MiB");
    public static readonly LocalizedText Choose = new("请选择文件", "Choose a file");
    public static readonly LocalizedText Verify = new("验证", "Verify");
    public static readonly LocalizedText Result = new("验证结果", "Result");
    public static readonly LocalizedText Sound = new("案卷完好。", "The dossier is sound.");
    public static readonly LocalizedText NotSound = new(
        "案卷与制作时不同，或无法验证。", "The dossier is not as it was made, or cannot be verified.");
    public static readonly LocalizedText Place = new("第一处不符", "First place that does not fit");
    public static readonly LocalizedText Reason = new("原因", "Reason");
    public static readonly LocalizedText Application = new("申请编号", "Application");
    public static readonly LocalizedText MadeAt = new("制作时间", "Made at");
    public static readonly LocalizedText Files = new("文件", "Files");
    public static readonly LocalizedText Facts = new("记录", "Facts");
    public static readonly LocalizedText Documents = new("材料", "Documents");
    public static readonly LocalizedText Proof = new("签名根", "Signed root");
    public static readonly LocalizedText NoProof = new(
        "案卷制作时还没有涵盖它的签名根：文件与记录彼此相符，但没有公布的根可以对照。",
        "No signed root covered the record when the dossier was made: its files and record fit each other, and there is no "
            + "published root to compare with.");

    public static LocalizedText FactsOf(DossierReport report) => new(
        $"{report.Facts} 项，其中 {report.Withheld} 项不公开内容", $"{report.Facts}, of which {report.Withheld} without content");

    public static LocalizedText ProofOf(DossierReport report) => report.IsSigned
        ? new(
            $"日志 {report.Log} 证明了前 {report.Proved} 项；签名有效",
            $"The log {report.Log} proves the first {report.Proved}; its signature is valid")
        : new(
            $"日志 {report.Log} 证明了前 {report.Proved} 项；签名未检查",
            $"The log {report.Log} proves the first {report.Proved}; its signature was not checked");
}
