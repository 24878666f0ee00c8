using System.Text;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Warnings;

/// <summary>Signals in, verification by callback, reads: the HTTP functions over stores in memory.</summary>
public class WarningHttpTests
{
    private const string Json = """
        {"source":"stats","externalId":"q1","sector":"it","level":"Yellow","event":{"zh-CN":"订单下降","en":"Orders fall"},
         "headline":{"zh-CN":"下降","en":"<b>Fall</b>"},"description":{"zh-CN":"说明","en":"Text"}}
        """;

    private readonly FakeTimeProvider time = new(Sample.Now);
    private readonly WarningStore store;
    private readonly CallbackTokens tokens;
    private readonly SignalTriggers signals;
    private readonly VerificationTriggers verification;
    private readonly WarningReads reads;
    private readonly string id = Ids.From("stats", "q1");

    public WarningHttpTests()
    {
        var tables = new MemoryTables();
        var address = new PublicAddress(new ConfigurationBuilder().Build());
        var options = Options.Create(new WarningOptions());
        store = new WarningStore(tables, new FactStore(tables, new FactPublisher(new MemoryBus().Client), new Outbox(tables, time), time, NullLogger<FactStore>.Instance));
        tokens = new CallbackTokens(Options.Create(new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] }), time);
        signals = new SignalTriggers(store, options, time);
        verification = new VerificationTriggers(store, tokens, address, options, time);
        reads = new WarningReads(store, new WarningLists(tables), address, options);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SameSignalTwice_AnswersOneWarning()
    {
        var first = await AnswerAsync(context => signals.PostAsync(context.Request, Cancellation), "reporter", Json);
        var second = await AnswerAsync(context => signals.PostAsync(context.Request, Cancellation), "reporter", Json);

        Assert.Equal(202, first.Response.StatusCode);
        Assert.Equal($"/api/warnings/{id}", first.Response.Headers.Location);
        Assert.Equal(first.Response.Headers.Location, second.Response.Headers.Location);
    }

    [Theory]
    [InlineData("text/plain", Json, "unsupported-media")]
    [InlineData("application/json", "{\"source\":1", "malformed-json")]
    [InlineData("application/cap+xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "unsafe-xml")]
    [InlineData("application/xml", "<a>", "malformed-xml")]
    public async Task Post_BadBody_SaysWhat(string media, string body, string slug) =>
        Assert.Equal(slug, await SlugAsync(context => signals.PostAsync(context.Request, Cancellation), "reporter", body, media));

    [Theory]
    [InlineData(CapSignal.MaxBytes, "malformed-xml")]
    [InlineData(CapSignal.MaxBytes + 1, "body-too-large")]
    public async Task Post_CapOfManyBytes_StopsAtTheLimit(int bytes, string slug) =>
        Assert.Equal(slug, await SlugAsync(context => signals.PostAsync(context.Request, Cancellation), "reporter", new string(' ', bytes), "application/cap+xml"));

    [Fact]
    public async Task Get_Draft_IsForStaffAlone()
    {
        await DraftAsync();

        Assert.Equal("not-found", await SlugAsync(context => reads.GetAsync(context.Request, id, Cancellation), null));
        Assert.Equal("not-found", await SlugAsync(context => reads.GetAsync(context.Request, id, Cancellation), "applicant", role: Role.Applicant));
        Assert.Equal(200, (await AnswerAsync(context => reads.GetAsync(context.Request, id, Cancellation), "publisher")).Response.StatusCode);
    }

    [Fact]
    public async Task Show_Form_ChangesNothingAndEncodes()
    {
        var token = await DraftAsync();
        var context = await AnswerAsync(http => verification.ShowAsync(http.Request, id, Cancellation), "officer", query: $"?token={token}");

        context.Response.Body.Position = 0;
        var page = await new StreamReader(context.Response.Body).ReadToEndAsync(Cancellation);
        Assert.Contains("&lt;b&gt;Fall", page);
        Assert.DoesNotContain("<b>Fall", page);
        Assert.Equal("no-referrer", context.Response.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        Assert.Equal(WarningStatus.Draft, (await store.GetAsync(id, Cancellation)).Status);
    }

    [Fact]
    public async Task Verify_ByForm_RecordsAndAgreesAgain()
    {
        var form = $"token={await DraftAsync()}&decision=Confirm&level=Orange&comment=";

        Assert.Equal(200, (await VerifyAsync("officer", form)).Response.StatusCode);
        Assert.Equal(200, (await VerifyAsync("officer", form)).Response.StatusCode);

        var warning = await store.GetAsync(id, Cancellation);
        Assert.Equal((WarningStatus.Verified, WarningLevel.Orange, "officer"), (warning.Status, warning.Level, warning.Verification!.By));
        var problem = await Assert.ThrowsAsync<ProblemException>(() => VerifyAsync("officer", form.Replace("Confirm", "Dismiss")));
        Assert.Equal("warning-already-verified", problem.Type.Slug);
    }

    [Fact]
    public async Task Verify_ByAnother_IsRefused()
    {
        var form = $"token={await DraftAsync()}&decision=Confirm";
        Assert.Equal("not-allowed", (await Assert.ThrowsAsync<ProblemException>(() => VerifyAsync("thief", form))).Type.Slug);
    }

    [Fact]
    public async Task Verify_AfterPassingOn_IsTheDelegatesAlone()
    {
        var form = $"token={await DraftAsync()}&decision=Confirm";
        await store.ChangeAsync(id, warning => Sample.Decide(warning, new AssignVerifier("test", "delegate", 2)), Cancellation);
        Assert.Equal("not-allowed", (await Assert.ThrowsAsync<ProblemException>(() => VerifyAsync("officer", form))).Type.Slug);
    }

    [Fact]
    public async Task Verify_ExpiredOrForeignToken_IsRefused()
    {
        var token = await DraftAsync();
        var foreign = tokens.Mint(new CallbackToken("decide", id, "officer", (await store.GetAsync(id, Cancellation)).Digest, Sample.Now.AddHours(1)));
        Assert.Equal("invalid-callback", (await Assert.ThrowsAsync<ProblemException>(() => VerifyAsync("officer", $"token={foreign}&decision=Confirm"))).Type.Slug);

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("expired-callback", (await Assert.ThrowsAsync<ProblemException>(() => VerifyAsync("officer", $"token={token}&decision=Confirm"))).Type.Slug);
    }

    /// <summary>A draft that "officer" is asked about, and the token of the mail.</summary>
    private async Task<string> DraftAsync()
    {
        await AnswerAsync(context => signals.PostAsync(context.Request, Cancellation), "reporter", Json);
        var warning = await store.ChangeAsync(id, current => Sample.Decide(current, new AssignVerifier("test", "officer", 1)), Cancellation);
        return tokens.Mint(new CallbackToken(AskVerifierActivity.Purpose, id, "officer", warning.Digest, Sample.Now.AddHours(1)));
    }

    private Task<HttpContext> VerifyAsync(string caller, string form) =>
        AnswerAsync(context => verification.VerifyAsync(context.Request, id, Cancellation), caller, form, "application/x-www-form-urlencoded");

    private static async Task<string> SlugAsync(Func<HttpContext, Task<IResult>> call, string? caller, string body = "", string media = "application/json", Role role = Role.Publisher) =>
        (await Assert.ThrowsAsync<ProblemException>(() => AnswerAsync(call, caller, body, media, role: role))).Type.Slug;

    private static async Task<HttpContext> AnswerAsync(
        Func<HttpContext, Task<IResult>> call, string? caller, string body = "", string media = "application/json", string query = "", Role role = Role.Publisher)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentType = media;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        if (caller is not null) context.Features.Set(new Caller(caller, caller, null, new HashSet<Role> { role }, null, null, Language.Chinese));
        await (await call(context)).ExecuteAsync(context);
        return context;
    }
}
