using FunctionsApp.Platform.Http;

namespace FunctionsApp.Panels.Plans;

public static class PanelPlanProblems
{
    public static readonly ProblemType PlanDeployed = new("plan-deployed", 409,
        new("专家安排已经下达", "The plan is deployed"),
        new("如仍有申请等待安排，请重新生成方案", "Make a new proposal for the applications that still wait"));

    public static readonly ProblemType PlanEmpty = new("plan-empty", 409,
        new("没有可以下达的专家组", "The plan has no complete panel"),
        new("请先生成方案，或在专家名册中增加可评审的专家", "Make a proposal first, or add experts who may judge to the register"));

    public static readonly ProblemType WaitsNoMore = new("panel-waits-no-more", 409,
        new("该申请已不再等待安排专家", "The application waits for its panel no more"),
        new("它已被撤回，或其专家已单独选定；请重新生成方案", "It was withdrawn, or its experts were drawn alone. Make a new proposal"));
}
