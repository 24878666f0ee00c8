using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Pages;

/// <summary>Words and notations that all pages share.</summary>
public static class PageTexts
{
    public static readonly LocalizedText Site = new("深圳市高技术服务业计划", "Shenzhen high-tech services programme");
    public static readonly LocalizedText Skip = new("跳到正文", "Skip to content");
    public static readonly LocalizedText Menu = new("主菜单", "Main menu");
    public static readonly LocalizedText Account = new("账户和语言", "Account and language");
    public static readonly LocalizedText SignOut = new("退出", "Sign out");
    public static readonly LocalizedText ChangeAccount = new("更换账户", "Change account");
    public static readonly LocalizedText Status = new("系统状态", "System status");
    public static readonly LocalizedText Api = new("开放接口", "API");
    public static readonly LocalizedText Problems = new("错误说明", "Error messages");
    public static readonly LocalizedText Policy = new("政策依据：深府〔2012〕124号", "Policy: Shenfu [2012] No. 124");
    public static readonly LocalizedText Next = new("下一页", "Next page");

    private static readonly string[] ChineseDays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>A language by its own name.</summary>
    public static string NameOf(Language language) => language == Language.Chinese ? "中文" : "English";

    /// <summary>With its weekday.</summary>
    public static LocalizedText Day(DateOnly day) => new(
        $"{day.Year}年{day.Month}月{day.Day}日（{ChineseDays[(int)day.DayOfWeek]}）",
        day.ToString("ddd, d MMMM yyyy", CultureInfo.InvariantCulture));

    public static LocalizedText Month(DateOnly day) => new(
        $"{day.Year}年{day.Month}月", day.ToString("MMMM yyyy", CultureInfo.InvariantCulture));

    /// <summary>Beijing time, to the minute.</summary>
    public static LocalizedText Time(DateTimeOffset at)
    {
        var local = at.ToOffset(BeijingTime.Offset);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = Day(DateOnly.FromDateTime(local.DateTime));
        return new($"{day.Chinese} {clock}", $"{day.English}, {clock} (Beijing time)");
    }

    /// <summary>Yuan, for example 1,200,000元 and CNY 1,200,000.</summary>
    public static LocalizedText Money(decimal yuan)
    {
        var text = yuan.ToString("#,0.##", CultureInfo.InvariantCulture);
        return new($"{text}元", $"CNY {text}");
    }

    /// <summary>How long a call stays open, from the reader's day on.</summary>
    public static LocalizedText DaysLeft(int days) => days switch
    {
        0 => new("今天截止", "closes today"),
        1 => new("明天截止", "closes tomorrow"),
        _ => new($"还有{days}天", $"{days} days left"),
    };
}
