using System.Text;
using App.Tests.Fixtures;
using App.Tests.Pages;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.AddingSigners;

public sealed class AddSignerHttpTests
{
    private const string Before = """{ "to": "b", "place": "Before", "reason": "The budget." }""";
    private const string Form = "to=b&place=After&reason=The+budget.";
    private readonly AskingBench bench = new(Monday, Kind);
    private readonly PollQuestion question;
    private readonly AskingTools tools;
    private readonly AddSignerHttp http;
    private readonly string id = AssignmentId.Of(Lunch, 1);

    public AddSignerHttpTests()
    {
        tools = bench.Tools(Member("a"), Member("b"));
        question = new PollQuestion(tools, Plan(1) with { Preferred = new HashSet<string> { "a" } });
        http = new AddSignerHttp(new Questions([question]), tools.Staff, RenderedPage.Site(), bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_Twice_AsksTheSignerOnceAndIsAnsweredAlike()
    {
        await OpenAsync();
        Assert.Contains("\"id\":\"b\"", Body(await SendAsync(Request("a"), request => http.ListAsync(request, id, Cancellation))));
        var first = await PostAsync(Before);
        var second = await PostAsync(Before);

        Assert.Equal((202, 200), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Equal(Body(first), Body(second));
        Assert.Equal([AssignmentId.Of(Lunch, 2)], await bench.InboxAsync("b"));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(SignerAdded));
    }

    [Theory]
    [InlineData(Before)]
    [InlineData("no JSON")]
    public async Task Add_BySomeoneElse_IsNotAssigneeWhateverWasSent(string body)
    {
        await OpenAsync();

        Assert.Equal(
            AssignmentProblems.NotAssignee, (await Assert.ThrowsAsync<ProblemException>(() => PostAsync(body, "b"))).Type);
    }

    [Fact]
    public async Task Answer_BeforeTheOpinion_WaitsForIt()
    {
        await OpenAsync();
        await PostAsync(Before);

        Assert.Equal(AssignmentProblems.AwaitsSigner, (await Assert.ThrowsAsync<ProblemException>(() => VoteAsync(1, "a"))).Type);
        await VoteAsync(2, "b");
        await VoteAsync(1, "a");

        Assert.All((await bench.Store.PollAsync()).Assignments, each => Assert.Equal(AssignmentState.Decided, each.State));
    }

    /// <summary>The matter closed between the page and the form: one commit decides which came first.</summary>
    [Fact]
    public async Task Add_MatterClosedMeanwhile_IsClosedAndAsksNoOne()
    {
        await OpenAsync();
        await bench.Store.EndAsync();

        Assert.Equal(AssignmentProblems.AssignmentClosed, (await Assert.ThrowsAsync<ProblemException>(() => PostAsync(Before))).Type);
        Assert.Empty(await bench.InboxAsync("b"));
    }

    [Fact]
    public async Task Add_ByThePagesForm_LeadsToTheAssignmentThatNamesTheSigner()
    {
        await OpenAsync();
        var answer = await SendAsync(
            Posted("a", Form, ShownForm.Media), request => http.AddByPageAsync(request, id, Cancellation));

        Assert.Equal((303, $"/inbox/{id}"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        var shown = (await ((Question)question).ViewAsync(IdOf(Assignment(1)), "a", null, Cancellation)).Signers!;
        Assert.Equal(("b", SignerPlace.After, AssignmentState.Open), Assert.Single(shown.Added));
        Assert.Null(shown.Waits);
        var joined = (await ((Question)question).ViewAsync(IdOf(Assignment(2)), "b", null, Cancellation)).Signers!;
        Assert.Equal(new JoinedShown("a", SignerPlace.After, "The budget."), joined.Joined);
        Assert.Equal(AddSignerTexts.NoSignersOfSigners, joined.Refusal);
    }

    [Fact]
    public async Task Add_FormWithoutPlace_ShowsItAgainWithWhatWasTyped()
    {
        await OpenAsync();
        var answer = await SendAsync(
            Posted("a", "to=b&reason=The+budget.", ShownForm.Media), request => http.AddByPageAsync(request, id, Cancellation));

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.Contains("The budget.", Body(answer), StringComparison.Ordinal);
        Assert.Contains("href=\"#f-place\"", Body(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfSomeoneElse_IsNotFound()
    {
        await OpenAsync();

        Assert.Equal(
            PlatformProblems.NotFound,
            (await Assert.ThrowsAsync<ProblemException>(() => http.ShowAsync(Request("b").Request, id, Cancellation))).Type);
    }

    [Theory]
    [InlineData("Before", AssignmentLetters.SignerBefore)]
    [InlineData("After", AssignmentLetters.SignerAfter)]
    public async Task Fact_Twice_WritesOneLetterToTheSigner(string place, string template)
    {
        await OpenAsync();
        await PostAsync(Before.Replace("Before", place, StringComparison.Ordinal));
        await DeliverAsync();
        await DeliverAsync();
        // A repeated opening, as after a crash, writes nothing to a signer.
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);

        var letter = Assert.Single(bench.Letters.Where(letter => letter.StaffId == "b").DistinctBy(letter => letter.Id));
        Assert.Equal(
            (template, "a", "The budget."), (letter.Template, letter.Values["from"], letter.Values["reason"]));
    }

    private async Task OpenAsync()
    {
        await bench.Store.HoldAsync();
        await ((Question)question).OpenAsync(Lunch, Monday, Cancellation);
    }

    private Task VoteAsync(int number, string person) => bench.Store.ChangeAsync(
        Kind, Id, state => question.Decide(state, IdOf(Assignment(number)), new VoteForm(null, true), By(person)), Cancellation);

    private async Task DeliverAsync()
    {
        var fact = (await bench.Store.ReadFactsAsync(Kind.Table, Id, Cancellation)).Single(each => each.Type == nameof(SignerAdded));
        var body = BinaryData.FromString(System.Text.Json.JsonSerializer.Serialize(fact, AppJson.Options));
        await new AssignmentOnFacts(new Questions([question]), null!, tools.Staff, null!).OnFactAsync(
            ServiceBusModelFactory.ServiceBusReceivedMessage(body), Cancellation);
    }

    private Task<HttpContext> PostAsync(string json, string person = "a") =>
        SendAsync(Posted(person, json), request => http.AddAsync(request, id, Cancellation));

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
