using App.Tests.Fixtures;
using System.Text;
using System.Text.Json;
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

namespace App.Tests.Assignments;

public sealed class AssignmentHttpTests
{
    private readonly AskingBench bench = new(Monday, Kind);
    private readonly CallbackTokens tokens;
    private readonly PollQuestion question;
    private readonly AssignmentHttp http;
    private readonly InboxHttp inbox;
    private readonly string id = AssignmentId.Of(Lunch, 1);

    public AssignmentHttpTests()
    {
        tokens = new CallbackTokens(
            Options.Create(new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] }),
            bench.Time);
        question = new PollQuestion(bench.Tools(Member("a")), Plan(1));
        var pages = new QuestionPages(RenderedPage.Site(), bench.Lists, tokens, Options.Create(new AssignmentOptions()), bench.Time);
        http = new AssignmentHttp(new Questions([question]), pages, bench.Lists);
        inbox = new InboxHttp(new Questions([question]), pages, bench.Lists, RenderedPage.Site(), bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SeveralSubjects_MostUrgentFirstInTheCallersLanguage()
    {
        const string Urgent = "1123456789abcdefghjk";
        await OpenAsync();
        await bench.Store.HoldAsync(id: Urgent);
        var hurried = new PollQuestion(
            bench.Tools(Member("a")),
            Plan(1, new LadderPolicy.Hours(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3))));
        await ((Question)hurried).OpenAsync(Lunch with { Subject = Urgent }, Monday, Cancellation);

        var page = await ListAsync("a", "en");

        Assert.Equal(
            [
                new AssignmentItem(AssignmentId.Of(Lunch with { Subject = Urgent }, 1), PollQuestion.Name, Urgent, "Lunch", "Canteen", "Vote", Monday.AddHours(2)),
                
                new AssignmentItem(id, PollQuestion.Name, Id, "Lunch", "Canteen", "Vote", Assignment(1).Due),
            ],
            page.Items);
        Assert.Null(page.Cursor);
        Assert.Equal("投票", (await ListAsync("a", "zh-CN")).Items[0].Step);
    }

    [Fact]
    public async Task List_SomeoneElse_SeesNothingOfIt()
    {
        await OpenAsync();

        Assert.Empty((await ListAsync("b", "en")).Items);
    }

    [Theory]
    [InlineData(50, 50, 0)]
    [InlineData(51, 50, 1)]
    public async Task List_ManyAssignments_ComeByPagesOfFifty(int count, int first, int second)
    {
        await bench.Lists.UpdateAsync(
            new LineSubject("Polls", "p1"),
            [.. Enumerable.Range(1, count).SelectMany(round => AssignmentIndex.Part.Lines([Assignment(1, "a", ask: Lunch with { Round = round })]))],
            [], Cancellation);
        var page = await ListAsync("a", "en");

        Assert.Equal(first, page.Items.Count);
        Assert.Equal(second, page.Cursor is null ? 0 : (await ListAsync("a", "en", page.Cursor)).Items.Count);
    }

    [Fact]
    public async Task List_CursorOfAnotherPersonsList_IsBadCursor()
    {
        var cursor = Cursor.Encode("assignments-of-person|b", "x");

        Assert.Equal(PlatformProblems.BadCursor, (await Assert.ThrowsAsync<ProblemException>(() => ListAsync("a", "en", cursor))).Type);
    }

    [Fact]
    public async Task Show_OwnLink_AsksPrivatelyAndChangesNothing()
    {
        await OpenAsync();
        var facts = await bench.FactsAsync(Kind, Id);
        var answer = await SendAsync(Request("a", query: $"?token={Token()}"), request => http.ShowAsync(request, id, Cancellation));

        Assert.Equal(200, answer.Response.StatusCode);
        Assert.Contains(Text, Body(answer));
        Assert.Contains("no-store", answer.Response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Response.Headers["Referrer-Policy"]);
        Assert.Equal(facts, await bench.FactsAsync(Kind, Id));
    }

    [Fact]
    public async Task Show_Answered_ShowsWhatWasRecordedWhateverBecameOfTheContent()
    {
        await OpenAsync();
        await PostAsync("a", Json(Token(), "true"));
        await bench.Store.RewordAsync("Rice?");
        var answer = await SendAsync(Request("a", query: $"?token={Token()}"), request => http.ShowAsync(request, id, Cancellation));

        Assert.Contains("Thank you", Body(answer));
    }

    [Fact]
    public async Task Show_ContentChangedSinceTheLetter_IsDocumentsChanged()
    {
        await OpenAsync();
        await bench.Store.RewordAsync("Rice?");

        Assert.Equal(
            AssignmentProblems.DocumentsChanged,
            await ProblemAsync(Request("a", query: $"?token={Token()}"), request => http.ShowAsync(request, id, Cancellation)));
    }

    [Fact]
    public async Task Answer_Twice_IsRecordedOnceAndAnsweredAlike()
    {
        await OpenAsync();
        var first = await PostAsync("a", Json(Token(), "true"));
        var second = await PostAsync("a", Json(Token(), "true"));

        Assert.Equal((202, 200), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Equal(Body(first), Body(second));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(VoteCast));
        Assert.Equal([id], question.Counted);
        Assert.Empty(await bench.InboxAsync("a"));
    }

    [Fact]
    public async Task Answer_OtherwiseAfterwards_IsAlreadyDecided()
    {
        await OpenAsync();
        await PostAsync("a", Json(Token(), "true"));

        Assert.Equal(
            AssignmentProblems.AlreadyDecided,
            await ProblemAsync(Posted("a", Json(Token(), "false")), request => http.AnswerAsync(request, id, Cancellation)));
    }

    [Fact]
    public async Task Answer_ByThePagesForm_LeadsToThePageOfWhatWasRecorded()
    {
        await OpenAsync();
        var request = Posted("a", $"token={Token()}&yes=on", "application/x-www-form-urlencoded");
        request.Request.Headers.Accept = "text/html";
        var answer = await SendAsync(request, posted => http.AnswerAsync(posted, id, Cancellation));

        Assert.Equal((303, $"/inbox/{id}"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        Assert.Contains("Thank you", Body(await SendAsync(Request("a"), shown => inbox.ShowAsync(shown, id, Cancellation))));
        Assert.True((await bench.Store.PollAsync()).Poll.Vote);
    }

    [Fact]
    public async Task Answer_AfterTheEnd_SaysWhy()
    {
        await OpenAsync();
        await bench.Store.EndAsync();

        Assert.Equal(
            AssignmentProblems.AssignmentClosed,
            await ProblemAsync(Posted("a", Json(Token(), "true")), request => http.AnswerAsync(request, id, Cancellation)));
    }

    [Fact]
    public async Task Answer_SignedInAsAnother_IsNotAssignee()
    {
        await OpenAsync();

        Assert.Equal(
            AssignmentProblems.NotAssignee,
            await ProblemAsync(Posted("b", Json(Token(), "true")), request => http.AnswerAsync(request, id, Cancellation)));
    }

    [Theory]
    [InlineData("declaration", null)]
    [InlineData(null, "poll.0123456789abcdefghjk.Lunch.0.2")]
    public async Task Answer_TokenOfAnotherPurposeOrAssignment_IsInvalid(string? purpose, string? subject)
    {
        await OpenAsync();
        var token = tokens.Mint(new CallbackToken(purpose ?? PollQuestion.Name, subject ?? id, "a", Digest(Text), Monday.AddDays(1)));

        Assert.Equal(
            IdentityProblems.InvalidCallback,
            await ProblemAsync(Posted("a", Json(token, "true")), request => http.AnswerAsync(request, id, Cancellation)));
    }

    [Fact]
    public async Task Answer_WithoutToken_IsInvalid()
    {
        await OpenAsync();

        Assert.Equal(
            IdentityProblems.InvalidCallback,
            await ProblemAsync(Posted("a", """{ "token": null, "yes": true }"""), request => http.AnswerAsync(request, id, Cancellation)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("declaration.0123456789abcdefghjk.Lunch.0.1")]
    public async Task Answer_NoAssignmentIsCalledSo_IsNotFound(string other) =>
        Assert.Equal(
            PlatformProblems.NotFound,
            await ProblemAsync(Posted("a", Json(Token(), "true")), request => http.AnswerAsync(request, other, Cancellation)));

    [Fact]
    public async Task Answer_SubjectIsGone_IsNotFound() =>
        Assert.Equal(
            PlatformProblems.NotFound,
            await ProblemAsync(Posted("a", Json(Token(), "true")), request => http.AnswerAsync(request, id, Cancellation)));

    private async Task OpenAsync()
    {
        await bench.Store.HoldAsync();
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);
    }

    private string Token() => tokens.Mint(new CallbackToken(PollQuestion.Name, id, "a", Digest(Text), Monday.AddDays(1)));

    private static string Json(string token, string yes) => $$"""{ "token": "{{token}}", "yes": {{yes}} }""";

    private async Task<Page<AssignmentItem>> ListAsync(string person, string language, string? cursor = null)
    {
        var request = Request(person, query: cursor is null ? "" : $"?cursor={cursor}");
        request.Request.Headers.AcceptLanguage = language;
        var answer = await SendAsync(request, listed => http.ListAsync(listed, Cancellation));
        return JsonSerializer.Deserialize<Page<AssignmentItem>>(Body(answer), AppJson.Options)!;
    }

    private Task<HttpContext> PostAsync(string person, string json) =>
        SendAsync(Posted(person, json), request => http.AnswerAsync(request, id, Cancellation));

    private static async Task<ProblemType> ProblemAsync(HttpContext context, Func<HttpRequest, Task<IResult>> function) =>
        (await Assert.ThrowsAsync<ProblemException>(() => function(context.Request))).Type;

    private static async Task<HttpContext> SendAsync(HttpContext context, Func<HttpRequest, Task<IResult>> function)
    {
        await (await function(context.Request)).ExecuteAsync(context);
        return context;
    }

    private static HttpContext Posted(string person, string body, string type = "application/json")
    {
        var context = Request(person);
        context.Request.Method = "POST";
        context.Request.ContentType = type;
        if (type == ShownForm.Media) body = ShownForm.Send(context, body);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return context;
    }

    private static HttpContext Request(string person, string query = "")
    {
        var context = new DefaultHttpContext { RequestServices = ShownForm.Services };
        context.Request.Method = "GET";
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost:7071"));
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        context.Features.Set(new Caller(person, person, null, new HashSet<Role>(), null, null, Language.Chinese));
        return context;
    }

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
