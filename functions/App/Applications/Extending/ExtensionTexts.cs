using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications.Extending;

/// <summary>How extensions of a round of corrections read to people.</summary>
public static class ExtensionTexts
{
    public static readonly LocalizedText Ask = new("申请延长补正时间", "Ask for more time");
    public static readonly LocalizedText Extensions = new("补正延期", "More time for corrections");
    public static readonly LocalizedText Reason = new("延期原因", "Why more time is needed");
    public static readonly LocalizedText ReasonHint = new("审核人员可以看到", "Those who review the application read it");
    public static readonly LocalizedText Send = new("申请延期", "Ask for more time");
    public static readonly LocalizedText Closed = new("目前不能申请延期。", "More time cannot be asked for now.");

    /// <summary>What asking gives, and that it can be done once.</summary>
    public static LocalizedText Offer(SupplementRule rule) => new(
        $"每次补正可在截止前申请延期一次，延长{rule.ExtensionWorkingDays}个工作日，申请后立即生效。",
        $"Each round of corrections can be extended once, before it is due; working days more: {rule.ExtensionWorkingDays}. "
            + "It takes effect at once.");

    public static LocalizedText Given(SupplementExtension extension)
    {
        var due = PageTexts.Time(extension.Due);
        return new($"第{extension.Round}次补正，延至{due.Chinese}", $"Round {extension.Round}, until {due.English}");
    }
}
