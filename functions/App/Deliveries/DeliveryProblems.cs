using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Deliveries;

public static class DeliveryProblems
{
    public static readonly ProblemType InvalidEndpoint = new("invalid-endpoint", 400,
        new("接收地址无效", "The endpoint is not valid"),
        new("请填写公网可访问的 https 地址；不接受内网、本机地址以及带用户名或片段的地址",
            "Give a public https URL: no private or local address, no user name, no fragment"));

    public static readonly ProblemType ChallengeFailed = new("challenge-failed", 422,
        new("接收地址未正确应答验证请求", "The endpoint did not answer the challenge"),
        new("请让接收地址以 2xx 状态返回验证请求中的 challenge 值，然后重试",
            "Let the endpoint answer the challenge with a status of 2xx and the value of challenge, then try again"));

    public static readonly ProblemType Exists = new("webhook-exists", 409,
        new("该接收地址已登记", "The endpoint has a webhook already"),
        new("请使用现有的 Webhook；如密钥遗失，请更换密钥", "Use the webhook that exists; if its secret is lost, change it"));

    public static readonly ProblemType TooMany = new("too-many-webhooks", 409,
        new("Webhook 数量已达上限", "You have as many webhooks as one person may have"),
        new("请先结束一个不再使用的 Webhook", "End one that is no longer used"));

    public static readonly ProblemType Over = new("webhook-over", 410,
        new("该 Webhook 已结束", "The webhook has ended"),
        new("如需继续接收，请重新登记", "Create it again to receive again"));

    public static readonly ProblemType Arrived = new("delivery-arrived", 409,
        new("该内容已送达", "The delivery has arrived"),
        new("无需重发；如接收方丢失了内容，请按内容编号重新读取",
            "Nothing has to be sent again; if the receiver lost it, read the item by its id"));

    public static readonly ProblemType NoAddress = new("no-mail-address", 409,
        new("您的账户没有邮箱地址", "Your account has no mail address"),
        new("接收地址出现故障时需要通知您，请先在账户中登记邮箱地址", "A broken endpoint is reported to you: give your account a mail address first"));
}
