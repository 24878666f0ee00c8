using FunctionsApp.Platform.Http;

namespace FunctionsApp.Statistics;

public static class StatisticsProblems
{
    public static readonly ProblemType NotOpen = new("period-not-open", 409,
        new("该统计期不能填报", "The period cannot be reported"),
        new("统计期结束后方可填报，结束满 24 个月后不再接受更正",
            "A period is reported once it is over, and corrected for 24 months after"));

    public static readonly ProblemType NotReleased = new("statistics-not-released", 404,
        new("尚未发布任何统计数据", "No statistics are released yet"),
        new("发布日程见 /statistics/calendar", "The release calendar is at /statistics/calendar"));

    public static readonly ProblemType Unexplained = new("report-unexplained", 422,
        new("有数值与上期相比变动过大", "Figures jump against the last period"),
        new("请核对 errors 所列数值；无误的请填写说明后重新提交",
            "Check the figures that errors lists; where they are right, explain them and send the report again"));

    public static readonly ProblemType TooManyVersions = new("report-too-many-versions", 409,
        new("该报表的更正次数已达上限", "The report was corrected as often as it may be"),
        new("请联系管理部门", "Ask the programme's office"));

    public static readonly ProblemType FileTooLarge = new("report-file-too-large", 413,
        new("报表文件超过 16 MiB", "The file of the report is larger than 16 MiB"),
        new("请删除多余的内容后重新上传", "Take out what does not belong into it, and upload it again"));

    public static readonly ProblemType FileEmpty = new("report-file-empty", 400,
        new("报表文件为空", "The file of the report is empty"),
        new("请选择有内容的文件", "Choose a file that has content"));

    public static readonly ProblemType ReportChanged = new("report-changed", 409,
        new("该报表刚刚被同机构人员更正", "Someone of your organisation corrected the report meanwhile"),
        new("请重新打开页面，在当前数值上填写", "Open the page again, and fill it in with the current figures"));
}
