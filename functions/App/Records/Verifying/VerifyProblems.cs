using FunctionsApp.Platform.Http;

namespace FunctionsApp.Records.Verifying;

public static class VerifyProblems
{
    public static readonly ProblemType DossierTooLarge = new("dossier-too-large", 413,
        new("案卷文件过大，无法在此页面验证", "The dossier is too large to be verified on this page"),
        new("请按格式说明在本机验证", "Verify it on your own computer; the page about the format says how"));
}
