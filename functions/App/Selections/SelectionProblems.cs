using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Selections;

public static class SelectionProblems
{
    public static readonly ProblemType CallOpen = new("selection-call-open", 409,
        new("申请指南仍在受理", "The guide still takes applications"),
        new("请等待其截止", "Let it close at its end"));

    public static readonly ProblemType Empty = new("selection-empty", 409,
        new("没有等待遴选的申请", "No application waits to be selected"),
        new("请等待申请进入本阶段", "Wait until one reaches this stage"));

    public static readonly ProblemType Undecided = new("selection-undecided", 409,
        new("上一批遴选尚未决定", "The batch before is not decided"),
        new("请先完成上一批的遴选", "Let it be decided first: what it reserves is not known yet"));

    public static readonly ProblemType OverBudget = new("selection-over-budget", 400,
        new("合计金额超出预算", "The amounts are more than the budget"),
        new("请减少金额或入选申请", "Cut an amount, or select fewer applications"));

    public static readonly ProblemType OverPlaces = new("selection-over-places", 400,
        new("入选申请超出名额", "There are more applications than places"),
        new("请减少入选申请", "Select fewer applications"));

    public static readonly ProblemType NotOnReserve = new("not-on-reserve", 409,
        new("该申请不在备选名单中", "The application is not on the reserve list"),
        new("请重新打开页面查看当前名单", "Open the page again for the list as it is now"));

    internal static ProblemException Over(SelectionLimits limits, int places, decimal amount) =>
        limits.Places is { } most && places > most
            ? OverPlaces.With(new LocalizedText($"{places} 项，名额 {most} 项", $"{places} are selected; there are {most} places"))
            : OverBudget.With(new LocalizedText(
                $"合计 {amount:#,0.##} 元，可用 {limits.Budget:#,0.##} 元",
                $"CNY {amount:#,0.##} are selected; CNY {limits.Budget:#,0.##} are left"));
}
