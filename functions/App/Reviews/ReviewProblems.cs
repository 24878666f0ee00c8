using FunctionsApp.Platform.Http;

namespace FunctionsApp.Reviews;

public static class ReviewProblems
{
    public static readonly ProblemType SecondStage = new("second-stage", 409,
        new("您已在本申请的另一阶段作出决定", "You have already decided another stage of this application"),
        new(
            "同一人不得参与同一申请的两个阶段；请等待任务转交",
            "One person may decide only one stage of an application; wait until the assignment passes to someone else"));

    public static readonly ProblemType RejectionReason = new("rejection-reason", 400,
        new("不同意时须说明原因", "A rejection needs a reason"),
        new("请在意见栏填写原因；申请未通过时将告知申请人", "Give the reason as comment; the applicant reads it if the application is rejected"));

    public static readonly ProblemType SendBackStage = new("send-back-stage", 400,
        new("退回前序阶段时须选择可退回的阶段，且仅在此时选择", "Sending back names an earlier stage that allows it; other decisions name none"),
        new("stages 列出可退回的阶段；没有时请选择其他决定", "stages lists those that allow it; where there is none, choose another decision"));

    public static readonly ProblemType SendBackReason = new("send-back-reason", 400,
        new("退回前序阶段时须说明原因", "Sending back needs a reason"),
        new("请在意见栏填写原因；被退回阶段的人员可以看到", "Give the reason as comment; the people of the earlier stage read it"));

    public static readonly ProblemType ReturnItems = new("return-items", 400,
        new("退回补正时须逐项列出材料或字段及原因，且仅在退回时填写",
            "A return names each document or field once with a reason; other decisions name none"),
        new(
            "请为至少一项材料或字段填写原因（每项最多 1000 个字符），或选择其他决定",
            "Give a reason (at most 1000 characters) for at least one document or field, or choose another decision"));
}
