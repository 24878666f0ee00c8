using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Reviews.Appeals;

public static class AppealProblems
{
    public static readonly ProblemType NotRejected = new("not-rejected", 409,
        new("申请并非未通过状态", "The application is not rejected"),
        new("只有未通过的申请可以复议", "Only a rejected application can be appealed"));

    public static readonly ProblemType AppealDoubled = new("appeal-doubled", 409,
        new("该申请已提出过复议", "The application was appealed before"),
        new("每项申请只能提出一次复议，提交后不能修改", "An application is appealed once, and what was sent stays as it is"));

    public static readonly ProblemType AppealLate = new("appeal-late", 409,
        new("复议期限已过", "The time to appeal is over"),
        new("期限届满后不再受理；可重新申请", "Appeals are not taken after it; you may apply again"));

    public static readonly ProblemType NoAppealHere = new("no-appeal", 409,
        new("该结果不能复议", "This rejection cannot be appealed"),
        new("可重新申请", "You may apply again"));

    public static readonly ProblemType TookPart = new("took-part", 409,
        new("您已参与本申请此前的评审", "You had a part in this application's earlier review"),
        new(
            "复议及复议后的评审由未参与者进行；请等待任务转交",
            "An appeal, and the review after it, is for people who had none; wait until the assignment passes to someone else"));

    internal static ProblemException Late(DateTimeOffset until) => AppealLate.With(
        new LocalizedText($"期限：{BeijingTime.Text(until)}", $"It could be appealed until {BeijingTime.Text(until)}"),
        new Dictionary<string, object?> { ["until"] = until });

    internal static ProblemException None(Applications.Refusal? refusal) => refusal?.NoAppeal is { } reason
        ? NoAppealHere.With(AppealTexts.WhyNot(reason), new Dictionary<string, object?> { ["reason"] = reason })
        : NoAppealHere.With();
}
