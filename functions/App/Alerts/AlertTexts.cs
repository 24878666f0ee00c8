using FunctionsApp.Platform;

namespace FunctionsApp.Alerts;

/// <summary>Words of the pages of alerts.</summary>
public static class AlertTexts
{
    public static readonly LocalizedText Alerts = new("行业快讯", "Industry alerts");
    public static readonly LocalizedText None = new("目前没有快讯。", "There are no alerts.");
    public static readonly LocalizedText BySector = new("按领域查看", "By sector");
    public static readonly LocalizedText Feed = new("订阅（Atom）", "Subscribe (Atom)");
}
