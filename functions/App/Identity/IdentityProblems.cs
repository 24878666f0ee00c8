using FunctionsApp.Shared;

namespace FunctionsApp.Identity;

public static class IdentityProblems
{
    public static readonly ProblemType SignInRequired = new("sign-in-required", 401,
        new("请先登录", "Sign in first"),
        new("请登录后重试", "Sign in and try again"));

    public static readonly ProblemType NotAllowed = new("not-allowed", 403,
        new("您的角色无权执行此操作", "Your roles do not allow this"),
        new("请由具有相应角色的人员操作", "Ask someone with the role for it"));
}
