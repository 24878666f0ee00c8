using FunctionsApp.City;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Alerts;

public static class AlertProblems
{
    public static readonly ProblemType UnknownSector = new("unknown-sector", 404,
        new("没有这个行业", "There is no such sector"),
        new($"请使用下列之一：{string.Join("、", Sectors.All.Select(sector => sector.Code))}",
            $"Use one of: {string.Join(", ", Sectors.All.Select(sector => sector.Code))}"));

    public static readonly ProblemType AlertOver = new("alert-over", 409,
        new("该快讯已发布或未获批准", "The alert is published or rejected"),
        new("只有尚未发布的快讯可以撤回", "Only an alert that is not published yet can be withdrawn"));
}
