using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests;

public sealed class LocalHostAppTests(TestStorage storage)
{
    private readonly ConcurrentQueue<string> log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_ToAQueue_ReachesTheFunction()
    {
        await using var app = await StartAsync();
        var bus = app.Host.Services.GetRequiredService<ServiceBusClient>();
        await bus.CreateSender("orders").SendMessageAsync(new ServiceBusMessage("7") { MessageId = "m1" }, Cancellation);
        await app.Host.Clock!.AdvanceAsync(TimeSpan.FromSeconds(1), Cancellation);

        Assert.Equal(["7 m1 1"], log);
    }

    [Fact]
    public async Task Tick_OfASchedulePutInSettings_RunsTheFunctionAtItsTime()
    {
        await using var app = await StartAsync();
        await app.Host.Clock!.AdvanceAsync(TimeSpan.FromMinutes(11), Cancellation);

        Assert.Equal(["tick 00:05", "tick 00:10"], log);
    }

    [Fact]
    public async Task Start_SettingOfAScheduleMissing_NamesFunctionAndSetting()
    {
        var refused = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync(change: options => options with { Settings = new Dictionary<string, string?>() }));

        Assert.StartsWith("Function Tick: the setting Every of %Every% is missing.", refused.Message);
    }

    [Fact]
    public async Task Start_QueueNotInTheTopology_NamesFunctionAndQueue()
    {
        var refused = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync(new Topology([], [], [], [])));

        Assert.Equal("Function Take: topology.json has no orders.", refused.Message);
    }

    [Fact]
    public async Task Table_OfTheFunctions_ShowsWhatStartsThem()
    {
        await using var app = await StartAsync();
        var rows = FunctionTable.Rows(app.Host.Functions, app.Host.Settings, app.Host.Services.GetRequiredService<IConfiguration>(), new Uri("http://localhost:7071"));

        Assert.Equal([new("Tick", "timer", "0 */5 * * * *"), new("Take", "serviceBus", "orders")], rows);
    }

    [Fact]
    public async Task Settings_StaffOfTheUsersAndSigningKey_AreThereForTheApp()
    {
        await using var app = await StartAsync();
        var settings = app.Host.Services.GetRequiredService<IConfiguration>();
        var staff = settings.GetSection("Directory:Staff").GetChildren().ToDictionary(person => person["Id"]!);

        Assert.Equal("wu", staff["chen"]["Delegate"]);
        Assert.DoesNotContain("lin", staff.Keys);
        Assert.Equal(32, Convert.FromBase64String(settings["CallbackTokens:Keys:0:Secret"]!).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(app.Data, "dev-keys.json")));
    }

    [Fact]
    public async Task Engine_StoreThatFails_EndsTheHostWithExitCodeOne()
    {
        await using var app = await StartAsync();
        var engine = app.Host.Services.GetRequiredService<DurableEngine>();
        engine.Writer.Submit((_, _) => throw new IOException("The disk is full."), () => { }, _ => { });

        Assert.Equal(1, await RunCommand.ServeAsync(app.Host).WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
        Assert.Equal("The disk is full.", app.Host.Failure!.Message);
    }

    private async Task<TestApp> StartAsync(Topology? topology = null, Func<LocalHostOptions, LocalHostOptions>? change = null) => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [typeof(Work)],
        topology ?? new Topology([new QueueTopology("orders")], [], [], []),
        builder => builder.Services.AddSingleton(log),
        change ?? (options => options with { Settings = new Dictionary<string, string?> { ["Every"] = "0 */5 * * * *" } }));

    private sealed class Work(ConcurrentQueue<string> log, TimeProvider time)
    {
        [Function("Take")]
        public void Take([ServiceBusTrigger("orders")] ServiceBusReceivedMessage order) =>
            log.Enqueue($"{order.Body} {order.MessageId} {order.DeliveryCount}");

        [Function("Tick")]
        public void Tick([TimerTrigger("%Every%")] TimerInfo timer) => log.Enqueue($"tick {time.GetUtcNow():HH:mm}{(timer.IsPastDue ? " late" : "")}");
    }
}
