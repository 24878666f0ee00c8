using System.Text;
using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Warnings;

/// <summary>The feature over stores in memory: signals, verification, reads. Officers are whom a test names.</summary>
internal sealed class MemoryWarnings
{
    public MemoryWarnings(params StaffMember[] officers)
    {
        var tables = new MemoryTables();
        var address = new PublicAddress(new ConfigurationBuilder().Build());
        var options = Options.Create(new WarningOptions());
        Lists = new Lists(tables);
        Store = new AggregateStore(
            tables, new FactPublisher(Bus.Client), new Outbox(tables, Time), Lists, [WarningAggregate.Kind], Time,
            NullLogger<AggregateStore>.Instance);
        var key = new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) };
        Tokens = new CallbackTokens(Options.Create(new CallbackOptions { Keys = [key] }), Time);
        var staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [.. officers] }));
        var letters = new AssignmentLetters(staff, new NoticeSender(Bus.Client), Options.Create(new AssignmentOptions()));
        Question = new WarningQuestion(new AskingTools(Store, staff, WorkingCalendar.Official, letters, Time), address, options);
        Questions = new Questions([Question]);
        Assignments = new AssignmentHttp(Questions, Lists, Tokens);
        Signals = new SignalHttp(Store, options, Time);
        Warnings = new WarningHttp(Store, Lists, address, options, Time);
        Announce = new AnnounceWarningActivity(Store, new BulletinTopic(Bus.Client), address, options, Time);
        Lapse = new LapseWarningActivity(Store);
    }

    public FakeTimeProvider Time { get; } = new(Sample.Now);

    public MemoryBus Bus { get; } = new();

    public AggregateStore Store { get; }

    public Lists Lists { get; }

    public CallbackTokens Tokens { get; }

    public WarningQuestion Question { get; }

    public Questions Questions { get; }

    public AssignmentHttp Assignments { get; }

    public SignalHttp Signals { get; }

    public WarningHttp Warnings { get; }

    public AnnounceWarningActivity Announce { get; }

    public LapseWarningActivity Lapse { get; }

    /// <summary>Of <see cref="Sample.Signal"/>.</summary>
    public string Id { get; } = Sample.Signal().WarningId;

    /// <summary>Letters in order.</summary>
    public IReadOnlyList<Notice> Letters =>
        [.. Bus.To(Topology.Notifications).Select(message => JsonSerializer.Deserialize<Notice>(message.Body, AppJson.Options)!)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Member(string id, string? @delegate = null, Role role = Role.DepartmentOfficer, string? district = null) =>
        new() { Id = id, Name = id, Email = $"{id}@x.cn", Roles = [role], District = district, Delegate = @delegate, Language = "en" };

    public Task DraftAsync(string reporter = "stats", Signal? signal = null) =>
        Store.PutAsync(
            WarningAggregate.Kind, Id, current => DraftWarning.Decide(current, signal ?? Sample.Signal(), By(reporter)), Cancellation);

    public async Task VerifiedAsync()
    {
        await DraftAsync();
        await ChangeAsync(state => VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()));
    }

    public Task<Opening> OpenAsync() =>
        new OpenAssignmentsActivity(Questions).RunAsync(new AskAt(WarningQuestion.AskOf(Id), Time.GetUtcNow()), Cancellation);

    public Task EscalateAsync() =>
        new EscalateAssignmentsActivity(Questions).RunAsync(new AskAt(WarningQuestion.AskOf(Id), Time.GetUtcNow()), Cancellation);

    public Task ChangeAsync(Func<WarningState, Change<WarningState>> decide) => Store.ChangeWarningAsync(Id, decide, Cancellation);

    public async Task<WarningState> ReadAsync() => (await Store.GetWarningStateAsync(Id, Cancellation)).State;

    public async Task<IReadOnlyList<AssignmentLine>> InboxAsync(string person) =>
        (await Lists.ReadPageAsync(AssignmentIndex.OfPerson, person, null, 10, Cancellation)).Items;

    public async Task<IReadOnlyList<WarningLine>> PublicAsync() =>
        (await Lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, null, 10, Cancellation)).Items;

    public async Task<IReadOnlyList<WarningEntry>> EntriesAsync() =>
        (await Lists.ReadPageAsync(WarningIndex.Messages, WarningIndex.Public, null, 50, Cancellation)).Items;

    public Acting By(string actor) => new(actor, Time.GetUtcNow(), Sample.Settings);

    /// <summary>The link's token as the postman mints it.</summary>
    public string Token(Notice letter) =>
        Tokens.Mint(new CallbackToken(
            letter.Callback!.Purpose, letter.Callback.Subject, letter.StaffId!, letter.Callback.Digest, letter.Callback.Expires));

    /// <summary>The answer of an HTTP function, written out.</summary>
    public static async Task<(HttpContext Http, string Body)> CallAsync(
        Func<HttpRequest, Task<IResult>> function, string? caller, string body = "", string media = "application/json", string query = "",
        Role role = Role.Publisher, Action<HttpRequest>? with = null)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = body.Length == 0 ? "GET" : "POST";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentType = media;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        with?.Invoke(context.Request);
        var signedIn = caller is null ? null : new Caller(caller, caller, null, new HashSet<Role> { role }, null, null, Language.Chinese);
        context.Features.Set(signedIn);
        await (await function(context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context, await new StreamReader(context.Response.Body).ReadToEndAsync(Cancellation));
    }

    public static async Task<string> SlugAsync(
        Func<HttpRequest, Task<IResult>> function, string? caller, string body = "", string media = "application/json",
        Role role = Role.Publisher) =>
        (await Assert.ThrowsAsync<ProblemException>(() => CallAsync(function, caller, body, media, role: role))).Type.Slug;
}
