using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class DecisionPageTests
{
    private static readonly ProgrammeDefinition Fund = Definition(FirstStage(), Stage("District"), Stage());

    private static readonly SignIn SignIn = new(new ConfigurationBuilder().Build());

    private static readonly DecisionContext Context = new(
        Fund, new Organisation(Applied.Applicant.Organisation, "南山检测中心", "440305", ["it"]), person => $"Name of {person}");

    [Fact]
    public async Task Ask_HostileValues_AreEncoded()
    {
        var application = Applied with { Subject = Applied.Subject with { Title = "<script>alert(1)</script>" }, Slots = [Applied.Slots[0] with { FileName = "\"><img src=x>" }] };
        var (html, _) = await RenderAsync(DecisionPage.Ask(State() with { Application = application }, Assignment(1), Context, "to\"ken", Language.English));

        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<img", html);
        Assert.Contains("value=\"to&quot;ken\"", html);
    }

    [Theory]
    [InlineData(Language.Chinese, "计划书", "退回补正")]
    [InlineData(Language.English, "Plan", "Return for corrections")]
    public async Task Ask_EachLanguage_NamesDocumentsAndChoices(Language language, string document, string choice)
    {
        var (html, _) = await RenderAsync(DecisionPage.Ask(State(), Assignment(1), Context, "t", language));

        Assert.Contains(document, html);
        Assert.Contains(choice, html);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Ask_ShowsWhoAppliesFromWhereAndWhen(Language language)
    {
        var round = Assignment(1, round: 1);
        var (html, _) = await RenderAsync(DecisionPage.Ask(State(), round, Context, "t", language));

        Assert.All(
            language == Language.Chinese
                ? new[] { "南山检测中心", "南山区", "信息技术", "2026-03-02 09:00", "第 1 次补正后" }
                : new[] { "南山检测中心", "Nanshan District", "Information technology", "2026-03-02 09:00", "After correction 1" },
            expected => Assert.Contains(expected, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_OpinionsOfClosedStages_AreShownAndThoseOfTheOpenOneAreNot()
    {
        Decision Of(string stage, int round, DecisionKind kind, string comment, params ReturnItem[] items) => new(
            Assignment(1, stage: stage, round: round).Id, stage, round, $"{stage}-officer", kind, comment, items, "digest", Opened);
        var state = State(
            null,
            [
                Of("District", 0, DecisionKind.Return, "First look", new ReturnItem("plan", "Add dates")),
                Of("District", 1, DecisionKind.Approve, "Fine now"),
                Of("Panel", 1, DecisionKind.Reject, "Open vote"),
            ],
            Run("District") with { State = StageRunState.Closed, Outcome = StageOutcome.Returned },
            Run("District", 1) with { State = StageRunState.Closed, Outcome = StageOutcome.Passed },
            Run("Panel", 1));
        var application = state.Application with { Supplement = new Supplement(1, [new ReturnItem("plan", "Add dates")]) };

        var (html, _) = await RenderAsync(DecisionPage.Ask(state with { Application = application }, Assignment(1, round: 1), Context, "t", Language.English));

        Assert.All(["First look", "Add dates", "Fine now", "Name of District-officer", "Returned for corrections", "version 1, corrected"],
            expected => Assert.Contains(expected, html, StringComparison.Ordinal));
        Assert.DoesNotContain("Open vote", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("First look", StringComparison.Ordinal) < html.IndexOf("Fine now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Again_AfterAFault_KeepsWhatWasTyped()
    {
        var typed = new FormCollection(new Dictionary<string, StringValues>
        {
            ["decision"] = "Reject", ["comment"] = "Two\nlines <b>&", ["item.plan"] = "page \"3\"", ["token"] = "other",
        });
        var page = DecisionPage.Ask(State(), Assignment(1), Context, "t", Language.English).Again(ReviewProblems.ReturnItems.With(), typed);
        var (html, _) = await RenderAsync(page);

        Assert.Equal(400, page.Status);
        Assert.Contains("Two&#xA;lines &lt;b&gt;&amp;</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("value=\"page &quot;3&quot;\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Reject\" required checked>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"token\" value=\"t\"", html, StringComparison.Ordinal);
        Assert.Contains(ReviewProblems.ReturnItems.Title.English, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_AChoice_IsMadeAgain() => Assert.Equal(
        """<select name="level"><option value="Blue">B</option><option selected value="Red">R</option></select>""",
        FormFill.Fill(
            """<select name="level"><option selected value="Blue">B</option><option value="Red">R</option></select>""",
            new FormCollection(new Dictionary<string, StringValues> { ["level"] = "Red" })));

    [Theory]
    [InlineData("/api/assignments/a/answer", "?token=t", "%2Fapi%2Fassignments%2Fa%2Fanswer%3Ftoken%3Dt")]
    [InlineData("//evil.example/x", "", "%2F")]
    [InlineData("/\\evil.example", "", "%2F")]
    public void SignIn_ComesBackToThisHostAlone(string path, string query, string back)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = (path, new QueryString(query));

        Assert.Equal(
            [$"/.auth/login/aad?post_login_redirect_uri={back}", $"/.auth/login/applicants?post_login_redirect_uri={back}"],
            SignIn.Doors(request).Select(door => door.Address));
        Assert.Equal($"/.auth/logout?post_logout_redirect_uri={back}", SignIn.Leave(request));
    }

    [Fact]
    public async Task Page_Headers_AllowNothingButItsStyleAndForm()
    {
        var (html, headers) = await RenderAsync(DecisionPage.Recorded(DecisionKind.Approve, true, Language.English));
        var policy = headers.ContentSecurityPolicy.ToString();

        Assert.StartsWith("default-src 'none'; style-src 'nonce-", policy);
        Assert.Contains("form-action 'self'", policy);
        Assert.Equal(("no-store", "same-origin"), (headers.CacheControl.ToString(), headers["Referrer-Policy"].ToString()));
        Assert.Contains($"<style nonce=\"{policy.Split('\'')[3]["nonce-".Length..]}\">", html);
    }

    private static async Task<(string Html, IHeaderDictionary Headers)> RenderAsync(CallbackPage page)
    {
        var http = new DefaultHttpContext { RequestServices = ShownForm.Services };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await page.ExecuteAsync(http);
        return (System.Text.Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers);
    }
}
