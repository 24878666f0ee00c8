namespace LocalHost.Demo;

/// <summary>A page that shows what a story led to.</summary>
/// <param name="User">Development user who is signed in on the way; null: the public.</param>
public sealed record DemoPage(string? User, string Path, string About)
{
    public Uri Address(Uri host) => new(host, User is null ? Path
        : $"/.auth/login/dev?user={User}&post_login_redirect_uri={Uri.EscapeDataString(Path)}");
}
