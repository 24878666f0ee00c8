using FunctionsApp.City;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Alerts;

public static class AlertProblems
{
    public static readonly ProblemType UnknownSector = new("unknown-sector", 404,
        new("没有这个行业", "There is no such sector"),
        new($"请使用下列之一：{string.Join("、", Sectors.All.Select(sector => sector.Code))}",
            $"Use one of: {string.Join(", ", Sectors.All.Select(sector => sector.Code))}"));

    public static readonly ProblemType AlertNotOut = new("alert-not-out", 409,
        new("该快讯尚未发布", "The alert is not published"),
        new("只有已发布的快讯可以更正；尚未发布的可以撤回后重写",
            "Only a published alert can be corrected; one that is not can be withdrawn and written again"));

    public static readonly ProblemType AlertOver = new("alert-over", 409,
        new("该快讯已发布或未获批准", "The alert is published or rejected"),
        new("只有尚未发布的快讯可以撤回；已发布的可以更正",
            "Only an alert that is not published yet can be withdrawn; a published one can be corrected"));
}
