using System.Text;
using App.Tests.Fixtures;
using App.Tests.Pages;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.HandingOver;

public sealed class HandOverHttpTests
{
    private const string ToB = """{ "to": "b", "reason": "On leave." }""";
    private readonly AskingBench bench = new(Monday, Kind);
    private readonly PollQuestion question;
    private readonly AskingTools tools;
    private readonly HandOverHttp http;
    private readonly string id = AssignmentId.Of(Lunch, 1);

    public HandOverHttpTests()
    {
        tools = bench.Tools(Member("a"), Member("b"));
        question = new PollQuestion(tools, Plan(1) with { Preferred = new HashSet<string> { "a" } });
        http = new HandOverHttp(new Questions([question]), RenderedPage.Site(), bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_Own_NamesThoseWhoMayBeAsked()
    {
        await OpenAsync();

        Assert.Contains("\"id\":\"b\"", Body(await SendAsync(Request("a"), request => http.ListAsync(request, id, Cancellation))));
    }

    [Fact]
    public async Task HandOver_Twice_MovesTheAssignmentOnceAndIsAnsweredAlike()
    {
        await OpenAsync();
        var first = await PostAsync(ToB);
        var second = await PostAsync(ToB);

        Assert.Equal((202, 200), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Equal(Body(first), Body(second));
        Assert.Empty(await bench.InboxAsync("a"));
        Assert.Equal([AssignmentId.Of(Lunch, 2)], await bench.InboxAsync("b"));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentHandedOver));
    }

    [Theory]
    [InlineData("b", """{ "to": "b", "reason": "x" }""")]
    [InlineData("b", "no JSON")]
    public async Task HandOver_BySomeoneElse_IsNotAssigneeWhateverWasSent(string person, string body)
    {
        await OpenAsync();

        Assert.Equal(
            AssignmentProblems.NotAssignee,
            (await Assert.ThrowsAsync<ProblemException>(() => PostAsync(body, person))).Type);
    }

    [Fact]
    public async Task HandOver_ByThePagesForm_LeadsToThePageThatSaysSo()
    {
        await OpenAsync();
        var answer = await SendAsync(
            Posted("a", "to=b&reason=On+leave.", ShownForm.Media), request => http.HandOverByPageAsync(request, id, Cancellation));

        Assert.Equal((303, $"/inbox/{id}"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        var view = await ((Question)question).ViewAsync(IdOf(Assignment(1)), "a", null, Cancellation);
        Assert.Null(view.Inputs);
        Assert.Equal("On leave.", ((HandedOverShown)view.About.Model).Reason);
    }

    [Fact]
    public async Task HandOver_FormWithoutReceiver_ShowsItAgainWithWhatWasTyped()
    {
        await OpenAsync();
        var answer = await SendAsync(
            Posted("a", "reason=On+leave.", ShownForm.Media), request => http.HandOverByPageAsync(request, id, Cancellation));

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.Contains("On leave.", Body(answer), StringComparison.Ordinal);
        Assert.Contains("href=\"#f-to\"", Body(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfSomeoneElse_IsNotFound()
    {
        await OpenAsync();

        Assert.Equal(
            PlatformProblems.NotFound,
            (await Assert.ThrowsAsync<ProblemException>(() => http.ShowAsync(Request("b").Request, id, Cancellation))).Type);
    }

    [Fact]
    public async Task Receiver_ReadsFromWhomAndWhyAndAnswers()
    {
        await OpenAsync();
        await PostAsync(ToB);
        var view = await ((Question)question).ViewAsync(IdOf(Assignment(2)), "b", null, Cancellation);

        Assert.Equal(new ReceivedShown("a", "On leave."), view.Received);
        Assert.NotNull(view.Inputs);
        await Assert.ThrowsAsync<ProblemException>(() => bench.Store.ChangeAsync(
            Kind, Id, state => question.Decide(state, IdOf(Assignment(1)), new VoteForm(null, true), By("a")), Cancellation));
        await bench.Store.ChangeAsync(
            Kind, Id, state => question.Decide(state, IdOf(Assignment(2)), new VoteForm(null, true), By("b")), Cancellation);
        Assert.True((await bench.Store.PollAsync()).Poll.Vote);
    }

    [Fact]
    public async Task Fact_Twice_WritesOneLetterToTheReceiver()
    {
        await OpenAsync();
        await PostAsync(ToB);
        await DeliverAsync();
        await DeliverAsync();

        var letter = Assert.Single(bench.Letters.Where(letter => letter.Template == AssignmentLetters.HandedOver).DistinctBy(letter => letter.Id));
        Assert.Equal(
            ("b", "a", "On leave.", BeijingTime.Text(Assignment(1).Due)),
            (letter.StaffId, letter.Values["from"], letter.Values["reason"], letter.Values["due"]));
    }

    [Fact]
    public async Task Fact_AnsweredMeanwhile_WritesNoLetter()
    {
        await OpenAsync();
        await PostAsync(ToB);
        await bench.Store.EndAsync();
        await DeliverAsync();

        Assert.DoesNotContain(bench.Letters, letter => letter.Template == AssignmentLetters.HandedOver);
    }

    /// <summary>What waits keeps its times: the receiver is reminded and the assignment passes on as it would have.</summary>
    [Fact]
    public async Task Ladder_AfterHandingOver_RemindsTheReceiverOnly()
    {
        await OpenAsync();
        await PostAsync(ToB);
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);
        await ((Question)question).RemindAsync(Lunch, 0, Cancellation);

        Assert.Equal(["assignment-opened a", "assignment-reminder b"], bench.Mailed);
    }

    private async Task OpenAsync()
    {
        await bench.Store.HoldAsync();
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);
    }

    private async Task DeliverAsync()
    {
        var fact = (await bench.Store.ReadFactsAsync(Kind.Table, Id, Cancellation)).Single(each => each.Type == nameof(AssignmentHandedOver));
        var body = BinaryData.FromString(System.Text.Json.JsonSerializer.Serialize(fact, AppJson.Options));
        await new AssignmentOnFacts(new Questions([question]), null!, tools.Staff, null!).OnFactAsync(
            ServiceBusModelFactory.ServiceBusReceivedMessage(body), Cancellation);
    }

    private Task<HttpContext> PostAsync(string json, string person = "a") =>
        SendAsync(Posted(person, json), request => http.HandOverAsync(request, id, Cancellation));

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

    private static HttpContext Request(string person)
    {
        var context = new DefaultHttpContext { RequestServices = ShownForm.Services };
        context.Request.Method = "GET";
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost:7071"));
        context.Response.Body = new MemoryStream();
        context.Features.Set(new Caller(person, person, null, new HashSet<Role>(), null, null, Language.Chinese));
        return context;
    }

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
