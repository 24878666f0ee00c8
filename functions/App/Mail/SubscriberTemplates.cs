using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>The mails to addresses that subscribe, which have no account.</summary>
internal static class SubscriberTemplates
{
    public static readonly IReadOnlyDictionary<string, Template> All = new Dictionary<string, Template>
    {
        ["subscription-confirm"] = new(
            new("请确认订阅", "Please confirm your subscription"),
            new("有人用此邮箱地址订阅了高技术服务业计划的邮件：\n\n{choice}\n\n如是您本人，请通过以下链接确认；否则无需理会，"
                + "地址将在几天后删除。",
                "Someone subscribed this address to letters of the high-tech services programme:\n\n{choice}\n\nIf it was you, confirm "
                    + "by the link below. Otherwise do nothing: the address is erased within days."),
            new("确认订阅", "Confirm the subscription")),
        ["subscription-exists"] = new(
            new("此邮箱地址已订阅", "This address is subscribed already"),
            new("有人用此邮箱地址再次订阅。现有的订阅没有改变：\n\n{choice}",
                "Someone subscribed this address once more. The subscription that exists has not changed:\n\n{choice}")),
        ["subscriber-warning"] = new(
            new("预警通知（{change}）：{headline}", "{change}: {headline}"),
            new("{change}（{sector}）\n\n{headline}\n\n事件：{event}\n有效期至：{expires}（北京时间）\n\n{page}\n\n{scheme}",
                "{change} ({sector})\n\n{headline}\n\nEvent: {event}\nIn force until: {expires} (Beijing time)\n\n{page}\n\n{scheme}")),
        ["subscriber-digest"] = new(
            new("行业快讯汇总 {day}", "Industry alerts to {day}"),
            new("以下为您订阅领域的新消息：\n\n{news}", "What is new in the sectors of your subscription:\n\n{news}")),
        ["webhook-broken"] = new(
            new("Webhook 已暂停：{host}", "Webhook paused: {host}"),
            new("您在 {host} 的 Webhook 接收地址多次投递失败，已暂停。其间的内容待您恢复后发送。\n\n请检查接收地址，然后登录恢复：{page}",
                "The endpoint of your webhook at {host} failed again and again, and the webhook is paused. What comes meanwhile is sent "
                    + "when you resume it.\n\nCheck the endpoint, then sign in and resume it: {page}")),
        ["subscriber-item"] = new(
            new("行业快讯：{title}", "Industry alert: {title}"),
            new("{text}\n\n详情：{page}", "{text}\n\nRead more: {page}")),
    };
}
