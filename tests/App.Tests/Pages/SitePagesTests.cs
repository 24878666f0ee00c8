using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace App.Tests.Pages;

public sealed class SitePagesTests
{
    private static readonly MenuEntry[] Menu =
    [
        new(20, "/inbox", new("待办", "Inbox"), MenuAudience.Staff),
        new(30, "/my", new("我的", "Mine"), MenuAudience.Applicants),
        new(10, "/", new("首页", "Home")),
    ];

    [Fact]
    public void Menu_ByCaller_HasWhatTheyMayUse()
    {
        Assert.Equal(["/"], Paths(null));
        Assert.Equal(["/", "/my"], Paths(Caller(Role.Applicant)));
        Assert.Equal(["/", "/inbox"], Paths(Caller(Role.Publisher)));
        Assert.Equal(["/"], Paths(Caller(Role.Operator)));
    }

    [Fact]
    public async Task Problem_OfWhoIsNotSignedInOrSomeoneElse_OffersIt()
    {
        var path = "/api/assignments/a/answer";
        Assert.Contains(
            "href=\"/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fassignments%2Fa%2Fanswer\">工作人员登录<", Content(await ExplainAsync(IdentityProblems.SignInRequired, path)), StringComparison.Ordinal);
        Assert.Contains(">更换账户<", Content(await ExplainAsync(AssignmentProblems.NotAssignee, path)), StringComparison.Ordinal);
        Assert.DoesNotContain("/.auth/", Content(await ExplainAsync(AssignmentProblems.AlreadyDecided, path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_Any_ShowsCauseDetailAndRemedy()
    {
        var page = await ExplainAsync(AssignmentProblems.AlreadyDecided, "/", Language.English, new LocalizedText("<b>乙</b>", "<b>B</b>"));

        Assert.Equal(409, page.Status);
        Assert.Contains("A recorded answer stays", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;B&lt;/b&gt;", page.Html, StringComparison.Ordinal);
    }

    /// <summary>
    /// A page that the signed-in get is theirs alone; nothing is loaded from elsewhere, and only the frame's script runs.
    /// </summary>
    [Fact]
    public async Task Page_Headers_AllowNothingButItsStyleScriptAndForms()
    {
        var page = await ExplainAsync(PlatformProblems.NotFound, "/nowhere");
        var nonce = Regex.Match(page.Text, " nonce=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(24, nonce.Length);
        Assert.Equal(
            $"default-src 'none'; style-src 'self'; script-src 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; "
            + "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            page.Headers.ContentSecurityPolicy.ToString());
        Assert.Equal(("zh-CN", "no-store"), (page.Headers.ContentLanguage.ToString(), page.Headers.CacheControl.ToString()));
    }

    private static IEnumerable<string> Paths(Caller? caller) =>
        RenderedPage.Site(Menu).Context(RenderedPage.Request(caller: caller)).Menu.Select(entry => entry.Path);

    private static Caller Caller(Role role) => new("p1", "P", null, new HashSet<Role> { role }, null, null, Language.Chinese);

    private static Task<RenderedPage> ExplainAsync(
        ProblemType problem, string path, Language language = Language.Chinese, LocalizedText? detail = null)
    {
        var request = RenderedPage.Request(path, language);
        return RenderedPage.OfAsync(RenderedPage.Site().Explain(problem.With(detail), request), request);
    }

    // The frame has doors of its own.
    private static string Content(RenderedPage page) => page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..];
}
