using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Signing;

/// <summary>Words of the organisation's signature.</summary>
public static class SigningTexts
{
    public static readonly LocalizedText Ask = new("单位审核签署", "Sign for your organisation");
    public static readonly LocalizedText Decision = new("是否同意提交", "Does your organisation submit it?");
    public static readonly LocalizedText CommentHint = new(
        "退回时必须填写原因；原因仅本单位可见", "Required with a return; only your organisation sees it");

    public static readonly LocalizedText Reasons = new("退回原因", "Why it was returned");
    public static readonly LocalizedText Recall = new("撤回修改", "Take it back to change it");
    public static readonly LocalizedText AskRecall = new(
        "确定要撤回吗？申请将恢复为草稿，可以修改后再次提交。", "Take it back? It becomes a draft again, to be changed and sent again.");

    public static LocalizedText Name(SigningDecision decision) => decision switch
    {
        SigningDecision.Sign => new("同意并签署提交", "Sign and submit"),
        SigningDecision.Return => new("退回修改", "Return to the drafters"),
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    /// <summary>How the last asking ended, in a sentence.</summary>
    public static LocalizedText Of(SigningOutcome outcome) => outcome switch
    {
        SigningOutcome.Signed => new("单位已签署，申请已提交。", "Signed: the application is submitted."),
        SigningOutcome.Returned => new("单位签署人已退回，请修改后再次送签。", "The signatory returned it: change it and send it again."),
        SigningOutcome.Recalled => new("已撤回送签。", "It was taken back from signing."),
        SigningOutcome.Lapsed => new("未在期限内签署，请再次送签。", "It was not signed in time: send it again."),
        SigningOutcome.Withdrawn => new("申请已撤回。", "The application is withdrawn."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
