using FunctionsApp.Platform.Http;

namespace FunctionsApp.Identity;

public static class IdentityProblems
{
    public static readonly ProblemType SignInRequired = new("sign-in-required", 401,
        new("您尚未登录", "You are not signed in"),
        new("请登录后重试", "Sign in and try again")) { Account = AccountRemedy.SignIn, Refusal = Refusal.SignIn };

    public static readonly ProblemType NotAllowed = new("not-allowed", 403,
        new("您的角色无权执行此操作", "Your roles do not allow this"),
        new("请由具有相应角色的人员操作", "Ask someone whose role allows it")) { Account = AccountRemedy.Change, Refusal = Refusal.Role };

    public static readonly ProblemType ForeignSite = new("foreign-site", 403,
        new("此请求由其他网站的页面发起", "The request came from a page of another site"),
        new("请直接在本站操作", "Send the request from a page of this site")) { Refusal = Refusal.Site };

    public static readonly ProblemType InvalidCallback = new("invalid-callback", 403,
        new("链接无效，或不适用于此操作", "The link is not valid, or not for this action"),
        new("请使用邮件中的完整链接；较新的邮件会取代较早的邮件", "Use the complete link from the mail; a newer mail replaces an older one"))
    {
        Refusal = Refusal.Link,
    };

    public static readonly ProblemType ExpiredCallback = new("expired-callback", 410,
        new("链接已过期", "The link has expired"),
        new("请联系管理部门；任务可能已转交他人", "Ask the programme's office; the assignment may have passed to someone else"))
    {
        Refusal = Refusal.ExpiredLink,
    };

    /// <summary>Answered as not-found: the caller has no right to the matter, and learns nothing of it.</summary>
    public static ProblemException Hidden() => new(PlatformProblems.NotFound, null, null) { Refusal = Refusal.Right };

    /// <param name="named">Whether the request has the sign-in's header: then it was not written by the platform.</param>
    public static ProblemException NotSignedIn(bool named) =>
        named ? new(SignInRequired, null, null) { Refusal = Refusal.Principal } : SignInRequired.With();
}
