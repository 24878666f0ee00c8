using FunctionsApp.Platform;

namespace FunctionsApp.Panels.Plans;

/// <summary>Words of the pages on which panels are assigned together.</summary>
public static class PanelPlanTexts
{
    public static readonly LocalizedText Plans = new("安排专家", "Assign panels");
    public static readonly LocalizedText Plan = new("专家组方案", "Plan of panels");
    public static readonly LocalizedText Intro = new(
        "以下批次的评审专家统一安排：先生成方案，逐项核对或调整，再下达。",
        "The panels of these calls are assigned together: make a proposal, inspect and change it, then deploy it.");

    public static readonly LocalizedText NoPlans = new("目前没有申请等待统一安排专家。", "No application waits for its panel.");
    public static readonly LocalizedText Waiting = new("等待安排的申请", "Applications that wait");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Call = new("批次", "Call");
    public static readonly LocalizedText Stage = new("评审阶段", "Stage");
    public static readonly LocalizedText NoProposal = new("尚未生成方案", "No proposal yet");
    public static readonly LocalizedText Panels = new("专家组", "Panels");
    public static readonly LocalizedText Application = new("申请", "Application");
    public static readonly LocalizedText Experts = new("专家", "Experts");
    public static readonly LocalizedText Loads = new("每名专家的申请数", "Applications of each expert");
    public static readonly LocalizedText Expert = new("专家", "Expert");
    public static readonly LocalizedText Load = new("申请数", "Applications");
    public static readonly LocalizedText Propose = new("生成方案", "Make a proposal");
    public static readonly LocalizedText ProposeAgain = new("重新生成方案", "Make a new proposal");
    public static readonly LocalizedText ProposeIntro = new(
        "方案回避一切已知的利益冲突，使各专家的申请数尽量相等，其次尽量符合领域和语言。未下达的方案及其调整将被取代。",
        "A proposal has no known conflict of interest, gives experts as equal a number of applications as can be, and then prefers those "
            + "who know the field and the language. It replaces one that was not deployed, with its changes.");

    public static readonly LocalizedText Deploy = new("下达", "Deploy");
    public static readonly LocalizedText DeployIntro = new(
        "下达后立即请这些专家作回避声明。席位不满的申请继续等待，到期后单独选定专家。",
        "Once deployed, these experts are asked to declare conflicts of interest. Applications with empty seats wait on, and are given "
            + "experts alone when their time is over.");

    public static readonly LocalizedText Change = new("调整", "Change");
    public static readonly LocalizedText Changed = new("已人工调整", "Changed by an officer");
    public static readonly LocalizedText Choose = new("选择专家", "Choose experts");
    public static readonly LocalizedText Save = new("保存", "Save");
    public static readonly LocalizedText Back = new("返回方案", "Back to the plan");
    public static readonly LocalizedText Field = new("领域相符", "Knows the field");
    public static readonly LocalizedText Language = new("语言相符", "Speaks the language");
    public static readonly LocalizedText MayNot = new("不能评审本申请的专家", "Experts who may not judge it");
    public static readonly LocalizedText Kept = new("在本申请的其他阶段已参与，或已声明回避", "Takes part in another stage, or declared a conflict");
    public static readonly LocalizedText NoAgreement = new("未接受本年度专家协议", "Has not accepted the agreement of the year");
    public static readonly LocalizedText OtherDistrict = new("不服务于申请机构所在区", "Does not serve the applicant's district");

    public static LocalizedText Of(PlanState? state) => state switch
    {
        null => NoProposal,
        PlanState.Proposed => new("方案待下达", "Proposed"),
        PlanState.Deployed => new("已下达", "Deployed"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static LocalizedText Empty(int seats) => new($"空缺 {seats} 席", $"{seats} seats are empty");

    public static LocalizedText Needed(int seats) => new($"须选择 {seats} 名", $"Choose {seats}");

    public static LocalizedText? Done(string? done) => done switch
    {
        "proposed" => new("方案已生成。", "The proposal is made."),
        "changed" => new("调整已保存。", "The change is saved."),
        "deployed" => new("方案已下达。", "The plan is deployed."),
        _ => null,
    };
}
