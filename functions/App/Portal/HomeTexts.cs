using FunctionsApp.Platform;

namespace FunctionsApp.Portal;

/// <summary>Words of the home page and the status page.</summary>
public static class HomeTexts
{
    public static readonly LocalizedText Home = new("首页", "Home");
    public static readonly LocalizedText Intro = new(
        "在线申报深圳市高技术服务业各类项目，查看行业快讯和产业预警。",
        "Apply for the programmes of Shenzhen's high-tech services, and read industry alerts and early warnings.");

    public static readonly LocalizedText Open = new("正在受理的项目", "Open calls");
    public static readonly LocalizedText NoneOpen = new("目前没有受理中的项目。", "No call is open.");
    public static readonly LocalizedText Warnings = new("生效中的预警", "Warnings in force");
    public static readonly LocalizedText Alerts = new("最新快讯", "Newest alerts");
    public static readonly LocalizedText Figures = new("概况", "At a glance");
    public static readonly LocalizedText Ready = new("系统运行正常。", "The system works.");
    public static readonly LocalizedText NotReady = new(
        "系统暂时无法正常工作，请稍后再试；已提交的内容不会丢失。",
        "The system cannot work at the moment. Try again later; nothing that was submitted is lost.");

    public static LocalizedText ProgrammesOf(int count) => new($"{count} 个项目类别", $"{count} {(count == 1 ? "programme" : "programmes")}");

    public static LocalizedText AllOf(int count) => new($"查看全部 {count} 个项目类别", $"See all {count} programmes");

    public static LocalizedText OpenOf(int count) => new($"{count} 个正在受理", $"{count} {(count == 1 ? "open call" : "open calls")}");

    public static LocalizedText WarningsOf(int count) =>
        new($"{count} 条生效预警", $"{count} {(count == 1 ? "warning" : "warnings")} in force");

    public static LocalizedText CheckedAt(LocalizedText time) => new($"检查时间：{time.Chinese}", $"Checked: {time.English}");
}
