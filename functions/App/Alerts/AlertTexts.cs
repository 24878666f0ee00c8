using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Alerts;

/// <summary>Words of the pages of alerts.</summary>
public static class AlertTexts
{
    public static readonly LocalizedText Alerts = new("行业快讯", "Industry alerts");
    public static readonly LocalizedText None = new("目前没有快讯。", "There are no alerts.");
    public static readonly LocalizedText BySector = new("按领域查看", "By sector");
    private static readonly LocalizedText Correction = new("更正", "Correction");

    /// <summary>Title of an alert that corrects another one.</summary>
    public static LocalizedText CorrectionOf(LocalizedText title) =>
        new($"{Correction.Chinese}：{title.Chinese}", $"{Correction.English}: {title.English}");

    /// <summary>The note on an item that was corrected.</summary>
    public static LocalizedText Note(AlertCorrection correction)
    {
        var at = BeijingTime.Text(correction.At);
        return new($"此快讯已于 {at} 更正，见“{correction.Title.Chinese}”", $"Corrected on {at}, see “{correction.Title.English}”");
    }

    public static readonly LocalizedText Feed = new("订阅（Atom）", "Subscribe (Atom)");
}
