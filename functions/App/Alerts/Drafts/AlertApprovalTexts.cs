using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Words of an alert's approval.</summary>
public static class AlertApprovalTexts
{
    public static readonly LocalizedText Sectors = new("行业", "Sectors");
    public static readonly LocalizedText PublishAt = new("发布时间", "To be published");
    public static readonly LocalizedText Decision = new("是否批准发布", "May it be published?");

    public static LocalizedText Name(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Approve => new("批准发布", "Approve"),
        ApprovalDecision.Reject => new("不批准", "Reject"),
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    /// <summary>What follows from the answer.</summary>
    public static LocalizedText Next(ApprovalDecision decision) => decision == ApprovalDecision.Approve
        ? new("快讯将在其发布时间发布。", "The alert is published at its time.")
        : new("快讯不会发布；作者可以看到您的意见。", "The alert is not published; its author can read your comment.");

    /// <summary>Of the draft's sectors.</summary>
    public static LocalizedText NamesOf(AlertDraft draft)
    {
        var names = draft.Sectors.Select(City.Sectors.NameOf).ToList();
        return new(string.Join('、', names.Select(name => name.Chinese)), string.Join(", ", names.Select(name => name.English)));
    }
}
