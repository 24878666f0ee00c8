using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Subscriptions;

public static class SubscriptionProblems
{
    public static readonly ProblemType InvalidAddress = new("invalid-address", 400,
        new("邮箱地址无效", "The mail address is not valid"),
        new("请填写一个完整的邮箱地址，例如 name@example.com", "Give one complete mail address, such as name@example.com"));

    public static readonly ProblemType Over = new("subscription-over", 410,
        new("该订阅已结束", "The subscription has ended"),
        new("如需继续接收，请重新订阅", "Subscribe again to get letters again"));

    public static readonly ProblemType Changed = new("subscription-changed", 409,
        new("此链接所确认的内容已变更", "What this link confirms has changed"),
        new("请使用最新一封确认邮件中的链接", "Use the link of the newest letter that asks you to confirm"));

    public static readonly ProblemType Unconfirmed = new("subscription-unconfirmed", 409,
        new("该订阅尚未确认", "The subscription is not confirmed yet"),
        new("请先通过确认邮件中的链接确认", "Confirm it first by the link of the letter that asks you to"));
}
