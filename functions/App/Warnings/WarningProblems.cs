using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

public static class WarningProblems
{
    public static readonly ProblemType UnsafeXml = new("unsafe-xml", 400,
        new("XML 含有 DTD 或实体声明", "The XML has a DTD or declares entities"),
        new("请删除 DOCTYPE 及实体后重新发送", "Remove the DOCTYPE and its entities and send again")) { Refusal = Refusal.Input };

    public static readonly ProblemType MalformedXml = new("malformed-xml", 400,
        new("请求正文不是格式良好的 XML", "The body is not well-formed XML"),
        new("请按 OASIS CAP 1.2 发送", "Send OASIS CAP 1.2"));

    public static readonly ProblemType UnsupportedCap = new("unsupported-cap", 422,
        new("CAP 信号的某个内容不被接受", "Something in the CAP signal is not accepted"),
        new("detail 说明是哪个元素；须为 msgType Alert、scope Public、带有 sector 参数、内容为中文或英文的 CAP 1.2",
            "detail names the element; send CAP 1.2 with msgType Alert, scope Public, a parameter named sector, in Chinese or English"));

    public static readonly ProblemType InvalidCap = new("invalid-cap", 422,
        new("CAP 文件不符合 CAP 1.2 标准", "The alert does not follow the standard CAP 1.2"),
        new("请按 detail 与 faults 所列元素和行号修改后重新发送", "Correct the elements that detail and faults name by line, and send again"));

    public static readonly ProblemType UnsupportedNational = new("unsupported-national", 422,
        new("国家格式预警的某个内容不被接受", "Something in the document of the national form is not accepted"),
        new("detail 说明是哪个元素和行号；元素名称见说明文档", "detail names the element and its line; the README lists the elements"));

    public static readonly ProblemType SignalDiffers = new("signal-differs", 409,
        new("同一来源和编号已有内容不同的信号", "The same source and id brought another content before"),
        new("新的内容请使用新的编号；对已发布的预警请使用 update", "Send other content under an id of its own; change a published warning by update"));

    public static readonly ProblemType NotInForce = new("warning-not-in-force", 409,
        new("该预警不在生效中", "The warning is not in force"),
        new("只有已发布且未解除、未过期的预警可以变更", "Only a published warning that is neither cancelled nor expired can change"));

    public static readonly ProblemType OnlyUpwards = new("escalation-only-upwards", 409,
        new("升级只能提高等级", "An escalation only raises the level"),
        new("降低等级请使用 update", "Use update to lower the level"));

    public static readonly ProblemType UseEscalate = new("update-not-upwards", 409,
        new("更新不能提高等级", "An update does not raise the level"),
        new("提高等级请使用 escalate", "Use escalate to raise the level"));

    public static readonly ProblemType ChangePending = new("warning-change-pending", 409,
        new("该预警已有变更在等待核实", "Another change of the warning waits for its verification"),
        new("请待其核实后再提出；解除预警不受影响", "Wait until it is verified; the warning can be cancelled meanwhile"));

    public static readonly ProblemType TooManyMessages = new("warning-too-many-messages", 409,
        new("该预警的消息数已达上限", "The warning has as many messages as one may have"),
        new("请解除该预警并报告新的信号", "Cancel it and report a new signal"));
}
