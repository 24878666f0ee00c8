using System.Text;
using System.Text.Json;
using App.Tests.Pages;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Fixtures;

/// <summary>What a feature that asks people works with, in memory: tables, messages, a clock, the staff whom a test names.</summary>
internal sealed class MemoryApp
{
    private readonly StoreUnderTest under;

    public MemoryApp(DateTimeOffset now, Aggregate aggregate, IEnumerable<StaffMember> staff)
    {
        under = new StoreUnderTest(aggregate);
        Time.SetUtcNow(now);
        var key = new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) };
        Tokens = new CallbackTokens(Options.Create(new CallbackOptions { Keys = [key] }), Time);
        var directory = new StaffDirectory(Options.Create(new StaffOptions { Staff = [.. staff] }));
        var letters = new AssignmentLetters(directory, new LetterSender(Bus.Client), Options.Create(new AssignmentOptions()));
        Tools = new AskingTools(Store, directory, WorkingCalendar.Official, letters, Time);
    }

    public FakeTimeProvider Time => under.Time;

    public MemoryTables Tables => under.Tables;

    public MemoryBus Bus => under.Bus;

    public Lists Lists => under.Lists;

    public AggregateStore Store => under.Store;

    public PublicAddress Address { get; } = new(new ConfigurationBuilder().Build());

    public CallbackTokens Tokens { get; }

    public AskingTools Tools { get; }

    public QuestionPages QuestionPages => new(
        RenderedPage.Site(), Lists, Tokens, Options.Create(new AssignmentOptions()), Time);

    /// <summary>Letters in order.</summary>
    public IReadOnlyList<Letter> Letters =>
        [.. Bus.To(Topology.Letters).Select(message => JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!)];

    /// <summary>Names of the published facts in order.</summary>
    public IEnumerable<string> Facts => Bus.To(Topology.Facts).Select(message => message.Subject);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static StaffMember Member(string id, string? @delegate = null, Role role = Role.DepartmentOfficer, string? district = null) =>
        new() { Id = id, Name = id, Email = $"{id}@x.cn", Roles = [role], District = district, Delegate = @delegate, Language = "en" };

    /// <summary>Open assignments of a person.</summary>
    public async Task<IReadOnlyList<AssignmentLine>> InboxAsync(string person) =>
        (await Lists.ReadPageAsync(AssignmentIndex.OfPerson, person, null, 10, Cancellation)).Items;

    /// <summary>The link's token as the postman mints it.</summary>
    public string Token(Letter letter) =>
        Tokens.Mint(new CallbackToken(
            letter.Callback!.Purpose, letter.Callback.Subject, letter.StaffId!, letter.Callback.Digest, letter.Callback.Expires));

    /// <summary>Who answers by a letter, now.</summary>
    public Answering By(Letter letter) => new(letter.StaffId!, letter.Callback!.Digest, Time.GetUtcNow());

    /// <summary>Runs an activity of the asking mechanism; the orchestration's other ones are the test's.</summary>
    public static async Task<object?> AskAsync(Questions questions, string activity, object input, Func<Task<object?>> others)
    {
        switch (activity)
        {
            case nameof(OpenAssignmentsActivity):
                return await new OpenAssignmentsActivity(questions).RunAsync((AskAt)input, Cancellation);
            case nameof(RemindAssigneesActivity):
                return await new RemindAssigneesActivity(questions).RunAsync((Reminder)input, Cancellation);
            case nameof(EscalateAssignmentsActivity):
                return await new EscalateAssignmentsActivity(questions).RunAsync((AskAt)input, Cancellation);
            case nameof(LapseAssignmentsActivity):
                return await new LapseAssignmentsActivity(questions).RunAsync((Ask)input, Cancellation);
            default:
                return await others();
        }
    }

    /// <summary>The answer of an HTTP function, written out.</summary>
    public static async Task<(HttpContext Http, string Body)> CallAsync(
        Func<HttpRequest, Task<IResult>> function, string? caller, string body = "", string media = "application/json", string query = "",
        Role role = Role.Publisher, Action<HttpRequest>? with = null)
    {
        var context = new DefaultHttpContext { RequestServices = ShownForm.Services };
        var signedIn = caller is null ? null : new Caller(caller, caller, null, new HashSet<Role> { role }, null, null, Language.Chinese);
        context.Features.Set(signedIn);
        if (media == ShownForm.Media) body = ShownForm.Send(context, body);
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost:7071"));
        context.Request.Method = body.Length == 0 ? "GET" : "POST";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentType = media;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();
        with?.Invoke(context.Request);
        await (await function(context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context, await new StreamReader(context.Response.Body).ReadToEndAsync(Cancellation));
    }

    /// <summary>The problem that an HTTP function answers.</summary>
    public static async Task<string> SlugAsync(
        Func<HttpRequest, Task<IResult>> function, string? caller, string body = "", string media = "application/json",
        Role role = Role.Publisher) =>
        (await Assert.ThrowsAsync<ProblemException>(() => CallAsync(function, caller, body, media, role: role))).Type.Slug;
}
