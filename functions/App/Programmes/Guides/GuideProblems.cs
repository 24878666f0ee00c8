using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Programmes.Guides;

public static class GuideProblems
{
    public static readonly ProblemType GuidePublished = new("guide-published", 409,
        new("指南已发布或已撤回，不能再修改", "The guide is published or withdrawn, and stays as it is"),
        new("已发布的指南只能延长一次截止日；其他改动请另拟一份指南", "Of a published guide only the last day may become a later one, once; draft another guide"));

    public static readonly ProblemType GuideOverlaps = new("guide-overlaps", 409,
        new("与该项目另一份已发布指南的受理时间重叠", "Another published guide of the programme is open in the same time"),
        new("请修改受理时间，使两份指南不重叠", "Change the days, so that the two are never open at once"));

    public static readonly ProblemType GuideOpen = new("guide-open", 409,
        new("指南已开始受理，不能撤回", "The guide has opened, and cannot be withdrawn"),
        new("请等待其截止", "Let it close at its end"));

    public static readonly ProblemType GuideNotExtendable = new("guide-not-extendable", 409,
        new("该指南不能延长", "The guide cannot be extended"),
        new("只有已发布、有截止日、尚未截止的指南可以延长一次", "A published guide that has a last day and is not closed can be extended once"));

    internal static ProblemException Overlaps(AnnualGuide other) => GuideOverlaps.With(
        new LocalizedText(
            $"{other.Id}：{Text(other.Terms.Opens)} 至 {Text(other.Terms.Closes) ?? "常年"}",
            $"{other.Id}: {Text(other.Terms.Opens)} to {Text(other.Terms.Closes) ?? "no end"}"),
        new Dictionary<string, object?> { ["guide"] = other.Id });

    private static string? Text(DateOnly? day) => day is { } given ? BeijingTime.Text(given) : null;
}
