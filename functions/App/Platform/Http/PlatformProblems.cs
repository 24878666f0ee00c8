namespace FunctionsApp.Platform.Http;

/// <summary>Problems that any function can answer.</summary>
public static class PlatformProblems
{
    public static readonly ProblemType NotFound = new("not-found", 404,
        new("没有找到所请求的内容", "What was asked for does not exist"),
        new("请检查地址；无权查看的内容同样回答为不存在", "Check the address; what you may not see also counts as absent"));

    public static readonly ProblemType MalformedJson = new("malformed-json", 400,
        new("请求正文不是所要求的 JSON", "The body is not the JSON that is asked for"),
        new("请按 /api/openapi.json 中的格式修改正文", "Shape the body as /api/openapi.json says"));

    public static readonly ProblemType InvalidField = new("invalid-field", 400,
        new("请求中的某个字段无效", "A field of the request is not valid"),
        new("请按说明修改该字段后重试", "Correct the named field and send again"));

    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413,
        new("请求正文过大", "The body is too large"),
        new("请缩小正文；文件请使用材料上传接口", "Send a smaller body; files go to the document upload"));

    public static readonly ProblemType BodyCutOff = new("body-cut-off", 400,
        new("请求正文没有完整到达", "The body did not arrive whole"),
        new("请重新上传；不完整的内容没有保存", "Send it again; nothing of the partial body was kept"));

    public static readonly ProblemType Stale = new("stale", 409,
        new("内容刚刚被他人修改", "It was changed by someone else at the same moment"),
        new("请重新读取后再试", "Read it again and retry"));

    public static readonly ProblemType PreconditionFailed = new("precondition-failed", 412,
        new("If-Match 与当前版本不一致", "If-Match does not name the current version"),
        new("请重新读取以取得新的 ETag", "Read it again for the current ETag"));

    public static readonly ProblemType IdempotencyKeyReused = new("idempotency-key-reused", 422,
        new("同一 Idempotency-Key 用于不同的请求", "The Idempotency-Key was used for a different request"),
        new("请为新的请求使用新的键", "Use a new key for a new request"));

    public static readonly ProblemType BadCursor = new("bad-cursor", 400,
        new("分页游标无效", "The page cursor is not one of ours"),
        new("请从第一页重新开始", "Start again from the first page"));

    public static readonly ProblemType Unexpected = new("unexpected", 500,
        new("服务器内部错误", "Something failed on our side"),
        new("请稍后重试；如仍失败，请提供 traceId", "Try again later; if it persists, tell us the traceId"));

    public static readonly ProblemType Unavailable = new("unavailable", 503,
        new("存储或消息服务暂时不可用", "Storage or messaging is unavailable for the moment"),
        new("请稍后重试；没有内容丢失", "Try again shortly; nothing was lost"));
}
