using System.Collections.Concurrent;
using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using Azure.Messaging.ServiceBus;
using FunctionsApp;
using LocalHost;
using LocalHost.Azurite;
using LocalHost.Clock;
using LocalHost.Demo;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Play;

namespace Scenarios.Fixtures;

/// <summary>The complete app on LocalHost, with storage, ports, data and a clock of its own; gone without a trace at the end.</summary>
/// <remarks>A class fixture: the tests of a class share it one after the other, so each drafts its own application.</remarks>
public class CityUnderTest : IAsyncLifetime
{
    /// <summary>Monday 2 March 2026, 09:00 in Shenzhen: the first day of the demonstration guide.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A folder that takes the history of every orchestration that ran, to pick golden ones from.</summary>
    private static readonly string? RecordFolder = Environment.GetEnvironmentVariable("RECORD_HISTORIES");

    private readonly Dictionary<(string? User, string Language), Person> people = [];
    private readonly ConcurrentQueue<(string Entity, ServiceBusReceivedMessage Message)> arrivals = [];
    private readonly TimerFailures failures = new();
    private Desk desk = null!;

    public CityUnderTest() : this(Start)
    {
    }

    /// <param name="start">The clock's first moment.</param>
    protected CityUnderTest(DateTimeOffset start)
    {
        var data = Directory.CreateTempSubdirectory("city-").FullName;
        Options = new LocalHostOptions(typeof(AppComposition).Assembly.GetTypes(), data)
        {
            Configure = builder => builder.AddApp(),
            Middleware = AppComposition.Middleware,
            VirtualStart = start,
            HttpPort = 0,
            Azurite = AzuriteSettings.OnFreePorts(Path.Combine(data, "azurite"), AzuriteInstall.SharedFolder()),
            Settings = SparseSweeps.Settings,
            Topology = Bulletins.Topology,
            Quiet = true,
            ReplayEveryTurn = true,
            Judge = JudgedAttribute.Current.Look,
        };
    }

    public LocalHostOptions Options { get; protected set; }

    public LocalHostApp App { get; private set; } = null!;

    public VirtualClock Clock => App.Clock!;

    public Mailbox Mailbox { get; private set; } = null!;

    /// <summary>Every message that came to a queue or topic, in order.</summary>
    public IReadOnlyList<(string Entity, ServiceBusReceivedMessage Message)> Arrivals => [.. arrivals];

    public Bulletins Bulletins { get; } = new();

    /// <summary>A test's own city, whose clock begins at a moment.</summary>
    public static async Task<CityUnderTest> StartAsync(DateTimeOffset moment)
    {
        var city = new CityUnderTest(moment);
        await city.InitializeAsync();
        return city;
    }

    public async ValueTask InitializeAsync()
    {
        await OpenAsync();
        Mailbox = new Mailbox(Options.MailFolder);
        desk = new Desk(Mailbox, App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key));
    }

    public async ValueTask DisposeAsync()
    {
        // A city that could not open goes the same way.
        if (App is not null) await CloseAsync();
        Mailbox?.Dispose();
        Directory.Delete(Options.DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
        Assert.Empty(failures.Found);
    }

    /// <summary>Starts the host on the data that lies there.</summary>
    public async Task OpenAsync()
    {
        App = await LocalHostApp.StartAsync(Options, TestContext.Current.CancellationToken);
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(failures);
        App.ServiceBus.Arrived += (entity, message) => arrivals.Enqueue((entity, message));
        Bulletins.Receive(App.ServiceBus);
    }

    /// <summary>Ends the host; its data stays for <see cref="OpenAsync"/>, which listens on another port.</summary>
    public async Task CloseAsync()
    {
        foreach (var person in people.Values) person.Dispose();
        people.Clear();
        if (RecordFolder is not null) await RecordAsync(RecordFolder);
        await App.DisposeAsync();
    }

    /// <summary>Starts the ended host again, at a later moment of its clock.</summary>
    public Task ReopenAsync(DateTimeOffset at)
    {
        Options = Options with { VirtualStart = at };
        return OpenAsync();
    }

    /// <summary>Someone at a browser; null: nobody signed in.</summary>
    public Person Person(string? user, string language = "en")
    {
        lock (people)
        {
            if (!people.TryGetValue((user, language), out var person)) people[(user, language)] = person = new Person(App.BaseAddress, user, language);
            return person;
        }
    }

    /// <summary>Completes when only people and the calendar are waited for.</summary>
    public Task SettleAsync() => Clock.SettleAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass with everything that falls into it.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        await Clock.AdvanceAsync(span, TestContext.Current.CancellationToken);
        await SettleAsync();
    }

    /// <summary>Lets time pass until a moment.</summary>
    public async Task PassUntilAsync(DateTimeOffset moment)
    {
        await Clock.AdvanceToAsync(moment, TestContext.Current.CancellationToken);
        await SettleAsync();
    }

    /// <summary>To the next time of day in Shenzhen.</summary>
    public async Task PassToAsync(int hour, int minute = 0)
    {
        var now = Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var then = new DateTimeOffset(now.Date, now.Offset) + new TimeSpan(hour, minute, 0);
        await PassAsync((then <= now ? then.AddDays(1) : then) - now);
    }

    /// <summary>Runs a timer function once more, as a repeated tick does.</summary>
    public async Task TickAsync(string function)
    {
        var (descriptor, _) = App.Functions.With<TimerTriggerAttribute>().Single(pair => pair.Function.Name == function);
        var invoker = App.Services.GetRequiredService<FunctionInvoker>();
        await invoker.InvokeAsync(descriptor, new Invocation(new TimerInfo()), TestContext.Current.CancellationToken);
        await SettleAsync();
    }

    /// <summary>Links to decide a stage of an application that were not handed out before, with the users they were sent to.</summary>
    public IReadOnlyList<(Mail Mail, string User)> Assignments(string applicationId, string stage) => desk.Assignments(applicationId, stage);

    /// <summary>Links to verify a warning that were not handed out before.</summary>
    public IReadOnlyList<(Mail Mail, string User)> Verifications(string warningId) => desk.Verifications(warningId);

    /// <summary>Mails to a user, the first sent not necessarily first.</summary>
    public IReadOnlyList<Mail> MailsTo(string user) => [.. Mailbox.All().Where(mail => mail.To == App.DevUsers[user].Email)];

    /// <summary>A feed as a reader program takes it, newest first.</summary>
    public async Task<IReadOnlyList<SyndicationItem>> FeedAsync(string path)
    {
        var answer = (await Person(null).GetAsync(path, TestContext.Current.CancellationToken)).Expect(HttpStatusCode.OK);
        Assert.Equal("application/atom+xml", answer.ContentType);
        using var xml = XmlReader.Create(new StringReader(answer.Body));
        return [.. SyndicationFeed.Load(xml).Items];
    }

    /// <summary>A user drafts an application in Nanshan, where the district's officers are.</summary>
    public async Task<ApplicationUnderTest> DraftAsync(
        string title, string user = "lin", string programme = ApplicationUnderTest.SpecialFund)
    {
        var applicant = Person(user);
        var draft = ApplicationUnderTest.Draft(title, programme);
        var answer = await applicant.PostAsync("/api/applications", draft, TestContext.Current.CancellationToken);
        var id = answer.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
        return new ApplicationUnderTest(this, applicant, id, programme);
    }

    /// <summary>An application with all its documents, under review.</summary>
    public async Task<ApplicationUnderTest> SubmitAsync(
        string title, string user = "lin", string programme = ApplicationUnderTest.SpecialFund)
    {
        var application = await DraftAsync(title, user, programme);
        await application.UploadAllAsync();
        await SettleAsync();
        return application;
    }

    private async Task RecordAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var engine = App.Services.GetRequiredService<DurableEngine>();
        await foreach (var instance in App.Durable.GetAllInstancesAsync())
        {
            var history = HistoryJson.Text(engine.GetHistory(instance.InstanceId)!);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{GetType().Name}.{instance.InstanceId}.json"), history);
        }
    }
}
