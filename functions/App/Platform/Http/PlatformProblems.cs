namespace FunctionsApp.Platform.Http;

/// <summary>Problems that any function can answer.</summary>
public static class PlatformProblems
{
    public static readonly ProblemType NotFound = new("not-found", 404,
        new("没有找到所请求的内容", "The requested resource does not exist"),
        new("请检查地址；无权查看的内容同样显示为不存在", "Check the address; a resource that you may not see is answered the same way"));

    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405,
        new("该地址不支持此请求方法", "The address does not allow this method"),
        new("请使用 Allow 标头所列的方法", "Use a method that the header Allow lists"));

    public static readonly ProblemType MalformedJson = new("malformed-json", 400,
        new("请求正文不是所要求的 JSON", "The request body is not the expected JSON"),
        new("请修改 detail 所述内容（errors 逐项列出）；格式见 /api/openapi.json",
            "Correct what detail names and errors lists one by one; /api/openapi.json describes the format"));

    public static readonly ProblemType InvalidField = new("invalid-field", 400,
        new("请求中有无效的字段", "The request has fields that are not valid"),
        new("请修改 detail 所述内容（errors 逐项列出）后重试",
            "Correct what detail names and errors lists one by one, and send the request again"));

    /// <summary>One member of a body is not valid.</summary>
    /// <param name="path">As a rule names it: <c>title.zh-CN</c>.</param>
    /// <param name="chinese">What is allowed, without the member's name.</param>
    public static ProblemException Invalid(string path, string chinese, string english) =>
        InvalidField.With([MemberFault.Of(path, "value", new LocalizedText(chinese, english))]);

    public static readonly ProblemType UnsupportedMedia = new("unsupported-media", 415,
        new("不支持此内容类型", "This content type is not accepted"),
        new("请按 detail 或 Accept 所列的类型发送；JSON 须为 UTF-8", "Send one of the types that detail and the header Accept list; JSON as UTF-8"));

    public static readonly ProblemType UnsupportedEncoding = new("unsupported-encoding", 415,
        new("不支持压缩的请求正文", "A compressed body is not accepted"),
        new("请不压缩正文，不带 Content-Encoding 重新发送", "Send it uncompressed, without Content-Encoding"));

    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413,
        new("请求正文过大", "The request body is too large"),
        new("请缩小正文；文件请使用材料上传接口", "Send a smaller body; upload files as documents"));

    public static readonly ProblemType FormTooLarge = new("form-too-large", 413,
        new("填写的内容过长", "What was typed is too long"),
        new("请缩短文字后重新提交", "Shorten the text and submit again"));

    public static readonly ProblemType FormNotShown = new("form-not-shown", 403,
        new("此表单不是从为您显示的页面提交的", "The form was not sent from a page that was shown to you"),
        new("请重新打开页面，在该页面上填写并提交", "Open the page again, and fill in and send the form there")) { Refusal = Refusal.Form };

    public static readonly ProblemType BodyCutOff = new("body-cut-off", 400,
        new("请求正文被截断", "The request body was cut off"),
        new("请重新发送；不完整的内容没有保存", "Send it again; the incomplete body was not stored"));

    public static readonly ProblemType Stale = new("stale", 409,
        new("内容刚刚被他人修改", "Someone else changed this at the same moment"),
        new("请重新读取后再试", "Read the current version and try again"));

    public static readonly ProblemType PreconditionFailed = new("precondition-failed", 412,
        new("If-Match 或 If-None-Match 与当前版本不符", "If-Match or If-None-Match does not fit the current version"),
        new("请重新读取以取得当前的 ETag", "Read the resource again to get its current ETag"));

    public static readonly ProblemType IdempotencyKeyReused = new("idempotency-key-reused", 422,
        new("同一 Idempotency-Key 用于不同的请求", "The Idempotency-Key was already used for a different request"),
        new("请为新的请求使用新的键", "Use a new key for a new request"));

    public static readonly ProblemType BadCursor = new("bad-cursor", 400,
        new("分页游标无效", "The page cursor is not valid"),
        new("请从第一页重新开始", "Start again from the first page")) { Refusal = Refusal.Input };

    public static readonly ProblemType Unexpected = new("unexpected", 500,
        new("服务器内部错误", "An unexpected error occurred"),
        new("请稍后重试；如仍失败，请联系管理部门并提供 traceId", "Try again later; if the error persists, report the traceId to the programme's office"));

    public static readonly ProblemType Unavailable = new("unavailable", 503,
        new("存储或消息服务暂时不可用", "Storage or messaging is temporarily unavailable"),
        new("请稍后重试；没有内容丢失", "Try again shortly; nothing was lost"));
}
