using FunctionsApp.Platform.Http;

namespace FunctionsApp.Operations;

public static class OperationsProblems
{
    public static readonly ProblemType Absent = new("dead-letter-absent", 409,
        new("没有可重发的这条死信消息", "There is no such dead letter to send again"),
        new("该消息可能已重发，或正由他人处理；请刷新列表，必要时一分钟后重试",
            "It was sent again already, or another call holds it: reload the list, and try again after a minute"));
}
