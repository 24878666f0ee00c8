using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Extending;

public static class ExtensionProblems
{
    public static readonly ProblemType NoExtension = new("no-extension", 409,
        new("补正时间不能再延长", "The corrections cannot be given more time"),
        new("请在截止时间前补正并提交", "Correct and submit by the due time"));

    internal static ProblemException Used() => Of("used", new("本次补正已延期一次", "This round of corrections was extended before"));

    internal static ProblemException NotOffered() => Of("not-offered", new("该项目不提供延期", "The programme offers no extension"));

    internal static ProblemException Over(DateTimeOffset due) => Of("over", new(
        $"补正时间已于 {BeijingTime.Text(due)} 截止", $"The corrections were due by {BeijingTime.Text(due)}"));

    private static ProblemException Of(string reason, LocalizedText detail) =>
        NoExtension.With(detail, new Dictionary<string, object?> { ["reason"] = reason });
}
