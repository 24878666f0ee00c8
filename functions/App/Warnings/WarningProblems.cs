using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

public static class WarningProblems
{
    public static readonly ProblemType UnsafeXml = new("unsafe-xml", 400,
        new("XML 含有 DTD 或实体声明", "The XML has a DTD or declares entities"),
        new("请删除 DOCTYPE 及实体后重新发送", "Remove the DOCTYPE and its entities and send again"));

    public static readonly ProblemType MalformedXml = new("malformed-xml", 400,
        new("请求正文不是格式良好的 XML", "The body is not well-formed XML"),
        new("请按 OASIS CAP 1.2 发送", "Send OASIS CAP 1.2"));

    public static readonly ProblemType UnsupportedCap = new("unsupported-cap", 422,
        new("CAP 信号的某个内容不被接受", "Something in the CAP signal is not accepted"),
        new("请发送 msgType 为 Alert、带有 sector 参数的 CAP 1.2", "Send CAP 1.2 with msgType Alert and a parameter named sector"));

    public static readonly ProblemType UnsupportedMedia = new("unsupported-media", 415,
        new("不支持此内容类型", "This content type is not accepted"),
        new("请使用 application/json 或 application/cap+xml", "Use application/json or application/cap+xml"));

    public static readonly ProblemType NotInForce = new("warning-not-in-force", 409,
        new("该预警不在生效中", "The warning is not in force"),
        new("只有已发布且未解除、未过期的预警可以变更", "Only a published warning that is neither cancelled nor expired can change"));

    public static readonly ProblemType OnlyUpwards = new("escalation-only-upwards", 409,
        new("升级只能提高等级", "An escalation only raises the level"),
        new("降低等级请使用 update", "Use update to lower the level"));

    public static readonly ProblemType UseEscalate = new("update-not-upwards", 409,
        new("更新不能提高等级", "An update does not raise the level"),
        new("提高等级请使用 escalate", "Use escalate to raise the level"));

    public static readonly ProblemType TooManyMessages = new("warning-too-many-messages", 409,
        new("该预警的消息数已达上限", "The warning has as many messages as one may have"),
        new("请解除该预警并报告新的信号", "Cancel it and report a new signal"));
}
