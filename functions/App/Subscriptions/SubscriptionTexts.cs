using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>Words of the pages and letters of subscriptions.</summary>
public static class SubscriptionTexts
{
    public static readonly LocalizedText Subscribe = new("邮件订阅", "Subscribe");
    public static readonly LocalizedText Intro = new(
        "无需账户。我们会向您填写的邮箱发送一封确认邮件，确认后订阅才生效；每封邮件都可以一键退订。",
        "No account is needed. The address gets a letter that asks to confirm; nothing else is sent before. Each letter can end the "
            + "subscription with one click.");

    public static readonly LocalizedText Address = new("邮箱地址", "Mail address");
    public static readonly LocalizedText Sectors = new("领域", "Sectors");
    public static readonly LocalizedText Warnings = new("产业预警（不低于此等级）", "Early warnings, from this level");
    public static readonly LocalizedText NoWarnings = new("不接收", "None");
    public static readonly LocalizedText Alerts = new("行业快讯", "Industry alerts");
    public static readonly LocalizedText Deadlines = new("项目申请期限", "Deadlines of programmes");
    public static readonly LocalizedText DeadlinesHint = new(
        "所选项目开放、延期、即将截止或规则更新时逐条发送，不受上面快讯频率的影响。",
        "A letter each when one of these opens, is extended, closes soon or changes its rules, however often alerts come.");

    public static readonly LocalizedText NoDeadlines = new("不接收", "None");
    public static readonly LocalizedText Exercises = new("演练", "Exercises");
    public static readonly LocalizedText WithExercises = new("也接收演练和测试预警", "Also warnings that are exercises or tests");
    public static readonly LocalizedText WithoutExercises = new("不接收", "None");
    public static readonly LocalizedText Language = new("邮件语言", "Language of the letters");
    public static readonly LocalizedText Send = new("订阅", "Subscribe");
    public static readonly LocalizedText ConfirmTitle = new("确认订阅", "Confirm the subscription");
    public static readonly LocalizedText ConfirmIntro = new("请确认以下订阅。", "Confirm this subscription.");
    public static readonly LocalizedText Confirm = new("确认", "Confirm");
    public static readonly LocalizedText KeepTitle = new("您的订阅", "Your subscription");
    public static readonly LocalizedText End = new("退订", "Unsubscribe");
    public static readonly LocalizedText EndIntro = new(
        "退订后不再发送邮件，您的邮箱地址随即删除。", "After that no letter is sent, and the address is erased.");

    private static readonly LocalizedText Sent = new(
        "已受理。如该地址可以订阅，确认邮件随后发出；请按邮件中的链接确认。",
        "Received. If the address can be subscribed, it gets a letter with a link to confirm.");

    private static readonly LocalizedText Confirmed = new("订阅已生效。", "The subscription is confirmed.");
    private static readonly LocalizedText Changed = new("已保存。", "Saved.");
    private static readonly LocalizedText Ended = new("已退订，邮箱地址已删除。", "The subscription has ended, and the address is erased.");

    public static readonly LocalizedText Webhooks = new("由系统接收：登记 Webhook", "For another system: create a webhook");

    /// <summary>What the page before did; null for nothing.</summary>
    public static LocalizedText? Done(string? done) => done switch
    {
        "sent" => Sent,
        "confirmed" => Confirmed,
        "changed" => Changed,
        "ended" => Ended,
        _ => null,
    };

    public static LocalizedText Name(AlertFrequency frequency) => frequency switch
    {
        AlertFrequency.Immediate => new("逐条接收", "Each by itself, as it is published"),
        AlertFrequency.Daily => new("每日一封", "One letter a day"),
        AlertFrequency.Weekly => new("每周一一封", "One letter a week, on Mondays"),
        _ => new("不接收", "None"),
    };

    /// <summary>What a message does with its warning.</summary>
    public static LocalizedText Change(WarningBulletin warning)
    {
        var level = WarningTexts.Name(warning.Level);
        return warning.Type switch
        {
            MessageType.Alert => new($"发布{level.Chinese}预警", $"{level.English} warning issued"),
            MessageType.Update => new($"{level.Chinese}预警更新", $"{level.English} warning updated"),
            _ => new($"解除{level.Chinese}预警", $"{level.English} warning cancelled"),
        };
    }

    /// <summary>A choice, line by line.</summary>
    /// <param name="programmes">Code and name of all; one that is no more has its code as name.</param>
    public static IEnumerable<(LocalizedText Name, LocalizedText Value)> Lines(
        SubscriptionChoice choice, IReadOnlyList<(string Code, LocalizedText Name)> programmes)
    {
        yield return (Sectors, List(choice.Sectors.Select(City.Sectors.NameOf)));
        yield return (Warnings, choice.Warnings is { } level ? WarningTexts.Name(level) : NoWarnings);
        yield return (Alerts, Name(choice.Alerts));
        yield return (Deadlines, choice.Deadlines is { } deadlines ? List(deadlines.Select(NameOf)) : NoDeadlines);
        yield return (Exercises, choice.Exercises ? WithExercises : WithoutExercises);
        yield return (Language, new(PageTexts.NameOf(choice.Language), PageTexts.NameOf(choice.Language)));

        LocalizedText NameOf(string code) =>
            programmes.Where(programme => programme.Code == code).Select(programme => programme.Name).FirstOrDefault() ?? new(code, code);
    }

    private static LocalizedText List(IEnumerable<LocalizedText> names)
    {
        var all = names.ToList();
        return new(In(Platform.Language.Chinese), In(Platform.Language.English));

        string In(Platform.Language language) => string.Join(language.Comma(), all.Select(name => name.In(language)));
    }
}
