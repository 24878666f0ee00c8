using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Figures;

/// <summary>Words of the warnings of a year in numbers.</summary>
public static class WarningFiguresTexts
{
    public static readonly LocalizedText Figures = new("预警统计", "Warnings in numbers");
    public static readonly LocalizedText BySector = new("已发布的预警，按领域和最高等级", "Published warnings by sector and highest level");
    public static readonly LocalizedText Count = new("已发布", "Published");
    public static readonly LocalizedText ToPublication = new("从信号到发布", "From the signal to publication");
    public static readonly LocalizedText Lead = new("提前量", "Lead time");
    public static readonly LocalizedText Median = new("中位数", "Median");
    public static readonly LocalizedText Warning = new("预警", "Warning");
    public static readonly LocalizedText Status = new("状态", "State");

    public static readonly LocalizedText LeadIs = new(
        "提前量为首次发布到升至最高等级之间的时间；未升级的预警没有提前量。演练不计入。",
        "The lead time runs from the first publication to the message by which a warning reached its highest level; one that was never "
            + "raised has none. Exercises are not counted.");

    public static readonly LocalizedText None = new("该年没有已发布的预警。", "No warning was published in this year.");

    public static LocalizedText Title(int year) => new($"{year}年预警统计", $"Warnings of {year} in numbers");

    public static LocalizedText OfYear(int year) => new($"{year}年", $"{year}");

    /// <summary>Hours up to two days, then days; a dash for none.</summary>
    public static LocalizedText Text(TimeSpan? time) => time switch
    {
        null => new("—", "—"),
        { TotalHours: < 48 } hours => new($"{hours.TotalHours:0.#} 小时", $"{hours.TotalHours:0.#} hours"),
        { } days => new($"{days.TotalDays:0.#} 天", $"{days.TotalDays:0.#} days"),
    };
}
