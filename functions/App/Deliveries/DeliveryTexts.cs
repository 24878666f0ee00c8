using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

/// <summary>Words of the pages of webhooks.</summary>
public static class DeliveryTexts
{
    public static readonly LocalizedText Title = new("Webhook 推送", "Webhooks");

    private static readonly LocalizedText Ended = new("已结束的 Webhook", "A webhook that has ended");

    /// <summary>By its host alone: the rest of a URL may hold a secret.</summary>
    /// <param name="url">Null after the end.</param>
    public static LocalizedText TitleOf(string? url) =>
        url is null ? Ended : new($"发往 {new Uri(url).IdnHost} 的 Webhook", $"Webhook to {new Uri(url).IdnHost}");

    public static readonly LocalizedText Intro = new(
        "预警和行业快讯以 CloudEvents 格式发送到您系统的接收地址，并按 Standard Webhooks 签名。登记时接收地址须应答验证请求。",
        "Warnings and industry alerts are sent to your system as CloudEvents, signed by Standard Webhooks. The endpoint must answer a "
            + "challenge when the webhook is created.");

    public static readonly LocalizedText None = new("尚未登记 Webhook。", "You have no webhook yet.");
    public static readonly LocalizedText Add = new("登记 Webhook", "Create a webhook");
    public static readonly LocalizedText Url = new("接收地址", "Endpoint");
    public static readonly LocalizedText UrlHint = new(
        "公网可访问的 https 地址。验证请求含 challenge 值，请以 2xx 状态原样返回该值。",
        "A public https URL. The challenge has a value named challenge: answer with a status of 2xx and that value.");

    public static readonly LocalizedText Alerts = new("行业快讯", "Industry alerts");
    public static readonly LocalizedText WithAlerts = new("逐条发送", "Each item, as it is published");
    public static readonly LocalizedText StatusLabel = new("状态", "Status");
    public static readonly LocalizedText Secret = new("签名密钥", "Secret");
    public static readonly LocalizedText SecretOnce = new(
        "请立即保存，密钥只显示这一次。", "Keep it now: it is shown this once.");

    public static readonly LocalizedText SecretChanged = new(
        "密钥已更换。在此之前的密钥继续有效一段时间，其间每个请求带两个签名。",
        "The secret is changed. The one before stays good for a while, in which each request has a signature by both.");

    public static readonly LocalizedText PreviousUntil = new("原密钥有效至", "Secret before it good until");
    public static readonly LocalizedText ChangeSecret = new("更换密钥", "Change the secret");
    public static readonly LocalizedText Pause = new("暂停", "Pause");
    public static readonly LocalizedText Resume = new("恢复", "Resume");
    public static readonly LocalizedText End = new("结束", "End");
    public static readonly LocalizedText EndIntro = new(
        "结束后不再发送，接收地址和密钥随即删除。", "After that nothing is sent, and the endpoint and its secrets are erased.");

    public static readonly LocalizedText Deliveries = new("投递记录", "Deliveries");
    public static readonly LocalizedText NoDeliveries = new("没有这样的投递。", "There is no such delivery.");
    public static readonly LocalizedText Any = new("全部", "All");
    public static readonly LocalizedText Filter = new("筛选", "Show");
    public static readonly LocalizedText Item = new("内容编号", "Item");
    public static readonly LocalizedText At = new("时间", "Time");
    public static readonly LocalizedText Attempts = new("次数", "Attempts");
    public static readonly LocalizedText Answer = new("最近一次应答", "Last answer");
    public static readonly LocalizedText Next = new("下次尝试", "Next attempt");
    public static readonly LocalizedText Back = new("返回 Webhook 列表", "Back to your webhooks");
    public static readonly LocalizedText Created = new("接收地址已通过验证，Webhook 已生效。", "The endpoint answered, and the webhook is active.");

    public static readonly LocalizedText GivenUp = new("已放弃的投递", "Deliveries that were given up");
    public static readonly LocalizedText GivenUpIntro = new(
        "所有 Webhook 中多次尝试仍未送达的内容。重发后按原有间隔重新尝试；已暂停的 Webhook 待恢复后发送。",
        "What no attempt brought to its endpoint, of all webhooks. Sent again, it has all its attempts before it; a paused webhook sends "
            + "it when it is resumed.");

    public static readonly LocalizedText SendAgain = new("重发", "Send again");
    public static readonly LocalizedText Bounced = new("退回的邮件", "Letters that came back");
    public static readonly LocalizedText NoneBounced = new("没有退回的邮件。", "No letter came back.");
    public static readonly LocalizedText MoreBounced = new("更早退回的邮件", "Older letters that came back");
    public static readonly LocalizedText Letter = new("邮件编号", "Letter");
    public static readonly LocalizedText Person = new("收件人编号", "Recipient");
    public static readonly LocalizedText SentAt = new("发送时间", "Sent");
    public static readonly LocalizedText Webhook = new("接收端（Webhook）", "Webhook");
    public static readonly LocalizedText ClassLabel = new("类别", "Class");

    public static LocalizedText Name(DeliveryClass each) => each switch
    {
        DeliveryClass.Urgent => new("紧急预警", "Urgent warning"),
        DeliveryClass.Warning => new("预警", "Warning"),
        _ => new("行业快讯", "Industry alert"),
    };

    public static LocalizedText? Done(string? done) => done switch
    {
        "pause" => new("已暂停。其间的内容待恢复后发送。", "Paused. What comes meanwhile is sent when it is resumed."),
        "resume" => new("已恢复。", "Resumed."),
        "again" => new("已放回队列，等待发送。", "It waits in line again."),
        "end" => new("已结束，接收地址和密钥已删除。", "Ended. The endpoint and its secrets are erased."),
        _ => null,
    };

    public static LocalizedText Name(WebhookView webhook) => Name(webhook.Status, webhook.Pause);

    public static LocalizedText Name(WebhookStatus status, WebhookPause? pause) => (status, pause) switch
    {
        (WebhookStatus.Active, _) => new("正常", "Active"),
        (WebhookStatus.Paused, WebhookPause.Broken) => new("已暂停：接收地址多次失败", "Paused: the endpoint failed again and again"),
        (WebhookStatus.Paused, _) => new("已暂停", "Paused"),
        _ => new("已结束", "Ended"),
    };

    public static LocalizedText Name(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => new("等待", "Waiting"),
        DeliveryState.Delivered => new("已送达", "Delivered"),
        _ => new("已放弃", "Given up"),
    };

    public static LocalizedText Last(DeliveryView delivery) => (delivery.Status, delivery.Fault) switch
    {
        ({ } status, _) => new($"HTTP {status}", $"HTTP {status}"),
        (_, AttemptFault.Address) => new("地址不可用", "No public address"),
        (_, AttemptFault.Connection) => new("无法连接", "No connection"),
        (_, AttemptFault.Timeout) => new("超时", "No answer in time"),
        (_, AttemptFault.Secret) => new("密钥失效，请更换", "Secret unreadable: change it"),
        _ => new("–", "–"),
    };

    public static LocalizedText Warnings(WarningLevel? level) =>
        level is { } lowest ? WarningTexts.Name(lowest) : SubscriptionTexts.NoWarnings;

    public static LocalizedText Names(IReadOnlyList<string> sectors)
    {
        return new(In(Language.Chinese), In(Language.English));

        string In(Language language) => string.Join(language.Comma(), sectors.Select(code => Sectors.NameOf(code).In(language)));
    }
}
