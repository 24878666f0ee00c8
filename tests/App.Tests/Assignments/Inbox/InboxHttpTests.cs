using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Inbox;

/// <summary>Asked, shown and answered in the inbox, without a mailed link.</summary>
public sealed partial class InboxHttpTests
{
    private readonly AskingBench bench = new(Monday, Kind);
    private readonly CallbackTokens tokens;
    private readonly PollQuestion question;
    private readonly InboxHttp http;
    private readonly string id = AssignmentId.Of(Lunch, 1);

    public InboxHttpTests()
    {
        tokens = new CallbackTokens(
            Options.Create(new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] }),
            bench.Time);
        question = new PollQuestion(bench.Tools(Member("a")), Plan(1));
        var pages = new QuestionPages(RenderedPage.Site(), bench.Lists, tokens, Options.Create(new AssignmentOptions()), bench.Time);
        http = new InboxHttp(new Questions([question]), pages, bench.Lists, RenderedPage.Site(), bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese, "7天内截止", "投票")]
    [InlineData(Language.English, "Due within 7 days", "Vote")]
    public async Task List_OwnAssignment_IsShownWithItsDueTimeInWords(Language language, string due, string step)
    {
        await OpenAsync();

        var page = await ListAsync("a", language: language);

        Assert.Contains($"href=\"/inbox/{id}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(due, page.Text, StringComparison.Ordinal);
        Assert.Contains(step, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SomeoneElse_SeesNothingOfIt()
    {
        await OpenAsync();

        var page = await ListAsync("b");

        Assert.Contains(InboxTexts.None.English, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_HostileTitleAndSearch_AreText()
    {
        var about = new AssignmentAbout(new("<b>题", "<b>title"), new("<i>", "<i>"), new("步骤", "Step"));
        await bench.Lists.UpdateAsync(
            new LineSubject("Polls", "p1"), [.. AssignmentIndex.Part.Lines([Assignment(1, "a") with { About = about }])], [], Cancellation);

        var page = await ListAsync("a", "?text=<B>");

        Assert.Contains("&lt;b&gt;title", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<i>", page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Show_Assignee_GetsATokenAboutWhatIsShown()
    {
        await OpenAsync();
        await bench.Store.RewordAsync("Rice?");

        var page = await ShowAsync("a");

        Assert.Contains("Rice?", page.Text, StringComparison.Ordinal);
        var token = tokens.Validate(TokenIn(page), PollQuestion.Name, id);
        Assert.Equal(("a", Digest("Rice?")), (token.Recipient, token.Digest));
    }

    /// <summary>A person who is not asked learns nothing: not even that there is such an assignment.</summary>
    [Fact]
    public async Task Show_AnyoneElse_IsLikeNoAssignment()
    {
        await OpenAsync();

        Assert.Equal((PlatformProblems.NotFound, Refusal.Right), await RefusedAsync(() => ShowAsync("b")));
        Assert.Equal(PlatformProblems.NotFound, (await RefusedAsync(() => ShowAsync("a", AssignmentId.Of(Lunch, 2)))).Type);
        Assert.Equal(PlatformProblems.NotFound, (await RefusedAsync(() => ShowAsync("a", "nothing"))).Type);
    }

    /// <summary>A token alone does not make its finder the assignee.</summary>
    [Fact]
    public async Task Answer_AnotherPersonWithTheToken_IsLikeNoAssignment()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));

        Assert.Equal(PlatformProblems.NotFound, (await RefusedAsync(() => AnswerAsync("b", token))).Type);
        Assert.Null((await bench.Store.PollAsync()).Poll.Vote);
    }

    [Fact]
    public async Task Answer_ByTheShownForm_IsRecordedOnceAndLeadsToThePage()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));

        var first = await AnswerAsync("a", token);
        var second = await AnswerAsync("a", token);

        Assert.All([first, second], answer => Assert.Equal((303, $"/inbox/{id}"), (answer.Status, answer.Headers.Location.ToString())));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(VoteCast));
        var page = await ShowAsync("a");
        Assert.Contains("Thank you: True", page.Text, StringComparison.Ordinal);
        Assert.Contains(QuestionTexts.NothingLeft.English, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answered_WithMoreInTheInbox_OffersTheMostUrgent()
    {
        await OpenAsync();
        await AnswerAsync("a", TokenIn(await ShowAsync("a")));
        var other = Assignment(1, "a", ask: Lunch with { Round = 7 });
        await bench.Lists.UpdateAsync(
            new LineSubject("Polls", "p1"),
            [.. AssignmentIndex.Part.Lines([other, Assignment(1, "a", ask: Lunch with { Round = 8 }) with
                { Due = other.Due.AddDays(1) }])], [],
            Cancellation);

        var page = await ShowAsync("a");

        Assert.Contains($"href=\"/inbox/{other.Id}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Lunch.8.1", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListDone_AfterTheAnswer_HasItAndTheInboxDoesNot()
    {
        await OpenAsync();
        Assert.Contains(InboxTexts.NoneDone.English, (await ListDoneAsync("a")).Text, StringComparison.Ordinal);
        await AnswerAsync("a", TokenIn(await ShowAsync("a")));

        var done = await ListDoneAsync("a");

        Assert.Contains($"href=\"/inbox/{id}\"", done.Html, StringComparison.Ordinal);
        Assert.Contains("2 March 2026, 09:00", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await ListAsync("a")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await ListDoneAsync("b")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 50, 0)]
    [InlineData(51, 50, 1)]
    public async Task ListDone_Many_NewestFirstByPages(int count, int first, int second)
    {
        await bench.Lists.UpdateAsync(
            new LineSubject("Polls", "p1"),
            [.. Enumerable.Range(1, count).SelectMany(round => AssignmentIndex.Part.Lines([Answered(round)]))], [], Cancellation);

        var page = await ListDoneAsync("a");

        Assert.Equal(first, Links(page).Count);
        Assert.Equal(AssignmentId.Of(Lunch with { Round = count }, 1), Links(page)[0]);
        var next = Regex.Match(page.Html, "href=\"/inbox/done(\\?cursor=[^\"]+)\"");
        Assert.Equal(second > 0, next.Success);
        if (next.Success) Assert.Equal(second, Links(await ListDoneAsync("a", next.Groups[1].Value)).Count);

        static Assignment Answered(int round) => Assignment(1, "a", AssignmentState.Decided, Lunch with { Round = round }) with
        {
            AnsweredAt = Monday.AddMinutes(round),
        };

        static List<string> Links(RenderedPage page) =>
            [.. Regex.Matches(page.Html, "href=\"/inbox/(poll[^\"]+)\"").Select(link => link.Groups[1].Value)];
    }

    /// <summary>Nothing is recorded about a content that the person did not see; what was typed stays.</summary>
    [Fact]
    public async Task Answer_ContentChangedWhileThePageWasOpen_ShowsItAgainWithWhatWasTyped()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));
        await bench.Store.RewordAsync("Rice?");

        var again = await AnswerAsync("a", token);

        Assert.Equal(409, again.Status);
        Assert.Contains("Rice?", again.Text, StringComparison.Ordinal);
        Assert.Contains("[on]", again.Text, StringComparison.Ordinal);
        Assert.Contains("The content changed while the page was open", again.Text, StringComparison.Ordinal);
        Assert.Null((await bench.Store.PollAsync()).Poll.Vote);
        Assert.Equal(Digest("Rice?"), tokens.Validate(TokenIn(again), PollQuestion.Name, id).Digest);
        Assert.Equal(303, (await AnswerAsync("a", TokenIn(again))).Status);
    }

    [Fact]
    public async Task Answer_TooLong_ShowsThePageWithTheSameToken()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));

        var again = await AnswerAsync("a", token, $"yes={new string('x', 20_001)}");

        Assert.Equal(413, again.Status);
        Assert.Equal(token, TokenIn(again));
    }

    [Fact]
    public async Task Answer_AfterTheEnd_SaysWhy()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));
        await bench.Store.EndAsync();

        Assert.Equal(AssignmentProblems.AssignmentClosed, (await RefusedAsync(() => AnswerAsync("a", token))).Type);
        Assert.Equal(AssignmentProblems.AssignmentClosed, (await RefusedAsync(() => ShowAsync("a"))).Type);
    }

    [Fact]
    public async Task Answer_FormThatTheAppDidNotShow_IsRefused()
    {
        await OpenAsync();
        var token = TokenIn(await ShowAsync("a"));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(
            Request("a", body: $"token={token}&yes=on", isShown: false), request => http.AnswerAsync(request, id, Cancellation)));

        Assert.Equal(PlatformProblems.FormNotShown, refused.Type);
    }

    private async Task OpenAsync()
    {
        await bench.Store.HoldAsync();
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);
    }

    private Task<RenderedPage> ListAsync(string person, string query = "", Language language = Language.English) =>
        SendAsync(Request(person, query, language: language), request => http.ListAsync(request, Cancellation));

    private Task<RenderedPage> ListDoneAsync(string person, string query = "") =>
        SendAsync(Request(person, query), request => http.ListDoneAsync(request, Cancellation));

    private Task<RenderedPage> ShowAsync(string person, string? other = null) =>
        SendAsync(Request(person), request => http.ShowAsync(request, other ?? id, Cancellation));

    private Task<RenderedPage> AnswerAsync(string person, string token, string fields = "yes=on") =>
        SendAsync(Request(person, body: $"token={token}&{fields}"), request => http.AnswerAsync(request, id, Cancellation));

    private static async Task<(ProblemType Type, Refusal? Refusal)> RefusedAsync(Func<Task<RenderedPage>> call)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(call);
        return (problem.Type, problem.Refusal);
    }

    private static async Task<RenderedPage> SendAsync(HttpRequest request, Func<HttpRequest, Task<IResult>> function) =>
        await RenderedPage.OfAsync(await function(request), request);

    private static HttpRequest Request(
        string person, string query = "", string? body = null, bool isShown = true, Language language = Language.English)
    {
        var caller = new Caller(person, person, null, new HashSet<Role>(), null, null, Language.Chinese);
        var request = RenderedPage.Request("/inbox", language, caller);
        request.QueryString = new QueryString(query);
        request.Headers.Accept = "text/html";
        if (body is null) return request;
        (request.Method, request.ContentType) = ("POST", ShownForm.Media);
        var sent = isShown ? ShownForm.Send(request.HttpContext, body) : body;
        request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(sent));
        return request;
    }

    private static string TokenIn(RenderedPage page) => WebUtility.HtmlDecode(Token().Match(page.Html).Groups[1].Value);

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
