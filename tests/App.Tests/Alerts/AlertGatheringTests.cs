using System.Text.Json;
using App.Tests.Fixtures;
using DurableTask.Core.Exceptions;
using FunctionsApp.Alerts;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace App.Tests.Alerts;

/// <summary>From item to topic, with the orchestration run in place of the engine.</summary>
[Collection(Traced.Tests)]
public class AlertGatheringTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Morning);
    private readonly MemoryBus bus = new();
    private readonly AlertStore store = new(new MemoryTables());
    private readonly HashSet<string> started = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tick_DoubledFact_MakesOneItem()
    {
        await CollectAsync(1);
        await CollectAsync(1);

        await TickAsync();

        Assert.Single(Published().SelectMany(alert => alert.Items));
    }

    [Fact]
    public async Task Gather_ItemsOfSeveralRequests_IsLinkedToEach()
    {
        using var traced = new Traced();
        var requests = new List<System.Diagnostics.Activity>();
        foreach (var number in new[] { 1, 2 })
        {
            using var request = Traced.Run();
            requests.Add(request);
            await CollectAsync(number);
            request.Stop();
            System.Diagnostics.Activity.Current = null;
        }

        using var gathering = Traced.Run();
        await TickAsync();

        Assert.Equal(
            requests.Select(request => request.SpanId.ToString()).Order(),
            gathering.Links.Select(link => link.Context.SpanId.ToString()).Order());
    }

    [Fact]
    public async Task Tick_FactDoubledAfterItsAlert_IsNotNewsAgain()
    {
        await CollectAsync(1);
        await TickAsync();
        await CollectAsync(1);

        time.Advance(TimeSpan.FromDays(1));
        await TickAsync();

        Assert.Single(Published());
    }

    [Fact]
    public async Task Tick_Repeated_PublishesOnce()
    {
        await CollectAsync(1);

        await TickAsync();
        await TickAsync();

        Assert.Equal("alert-it-2026-03-02-1", Assert.Single(Published()).Id);
    }

    [Fact]
    public async Task Tick_Missed_NextOneTakesAll()
    {
        await CollectAsync(1);
        time.Advance(TimeSpan.FromDays(2));
        await CollectAsync(2);

        await TickAsync();

        var alert = Assert.Single(Published());
        Assert.Equal(new DateOnly(2026, 3, 4), alert.Day);
        Assert.Equal(2, alert.Items.Count);
    }

    [Theory]
    [InlineData(Alert.MaxItems, 1)]
    [InlineData(Alert.MaxItems + 1, 2)]
    [InlineData(250, 3)]
    public async Task Tick_ManyItems_MakesSeveralAlertsWithoutLoss(int items, int alerts)
    {
        for (var i = 1; i <= items; i++) await CollectAsync(i);

        await TickAsync();

        Assert.Equal(alerts, Published().Count);
        Assert.Equal(items, Published().SelectMany(alert => alert.Items).Select(item => item.Id).Distinct().Count());
        Assert.Equal(Published().Select(alert => alert.Id), Published().Select(alert => alert.Id).Distinct());
    }

    [Fact]
    public async Task Tick_ItemsOfLongTitles_MakesAlertsThatAMessageHolds()
    {
        var title = new string('题', AlertRules.MaxTitle);
        foreach (var i in Enumerable.Range(0, Alert.MaxItems))
        {
            await store.AddAsync(
                "it", new AlertItem($"item{i}", AlertItemKind.ResultPublished, Morning, new(title, title), null), Cancellation);
        }

        await TickAsync();

        Assert.Equal(Alert.MaxItems, Published().Sum(alert => alert.Items.Count));
        Assert.All(
            bus.To(Topology.Bulletins), message => Assert.InRange(message.Body.ToMemory().Length, 1, JsonMessage.MaxBytes + 1024));
    }

    [Fact]
    public async Task Gather_RunTwice_TakesNothingMore()
    {
        await CollectAsync(1);
        await store.GatherAsync("it", new DateOnly(2026, 3, 2), 1, Morning, Cancellation);
        await CollectAsync(2);

        var more = await store.GatherAsync("it", new DateOnly(2026, 3, 2), 1, Morning, Cancellation);

        Assert.True(more);
        Assert.Single((await store.PageAsync("it", null, 10, Cancellation)).Items[0].Items);
    }

    [Fact]
    public async Task AddAlert_BesideTheNewsOfADay_IsAnAlertOfItsOwnOnce()
    {
        var written = new AlertItem("draft", AlertItemKind.EditorAlert, Morning, new("标题", "Title"), null, new("正文", "Text"));
        await CollectAsync(1);
        await AddAsync();
        await TickAsync();
        await AddAsync(written with { Id = "later" });
        await AddAsync();
        time.Advance(TimeSpan.FromDays(1));
        await TickAsync();

        var alerts = (await store.PageAsync("it", null, 10, Cancellation)).Items;
        Assert.Equal(
            [("later", 3), ("subject0000000000000-000000001", 2), ("draft", 1)],
            alerts.Select(alert => (Assert.Single(alert.Items).Id, alert.Number)));
        Assert.Equal(
            ["Title", "Information technology: industry alert of 2026-03-02 (2)", "Title"], alerts.Select(alert => alert.Title.English));
        Assert.Equal(written, alerts[2].Items[0]);
        Assert.Equal(alerts.Select(alert => alert.Id).Order(), Published().Select(alert => alert.Id).Order());

        Task AddAsync(AlertItem? item = null) => store.AddAlertAsync(
            "it", item ?? written, new DateOnly(2026, 3, 2), Morning, Cancellation);
    }

    [Fact]
    public async Task Publish_BrokerAway_NextMorningPublishesIt()
    {
        await CollectAsync(1);
        bus.Broken = Topology.Bulletins;
        await Assert.ThrowsAnyAsync<Exception>(TickAsync);
        Assert.Empty(Published());

        time.Advance(TimeSpan.FromDays(1));
        await TickAsync();

        Assert.Equal("alert-it-2026-03-02-1", Assert.Single(Published()).Id);
    }

    [Fact]
    public async Task Page_ManyAlerts_NewestFirstWithoutGaps()
    {
        for (var day = 1; day <= 5; day++)
        {
            await CollectAsync(day);
            await TickAsync();
            time.Advance(TimeSpan.FromDays(1));
        }

        var first = await store.PageAsync("it", null, 3, Cancellation);
        var second = await store.PageAsync("it", first.Cursor, 3, Cancellation);

        Assert.Null(second.Cursor);
        Assert.Equal([6, 5, 4, 3, 2], first.Items.Concat(second.Items).Select(alert => alert.Day.Day));
    }

    [Fact]
    public async Task Page_ForeignCursor_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => store.PageAsync("it", Cursor.Encode("biotech", "alert|1"), 3, Cancellation));
        Assert.Equal("bad-cursor", problem.Type.Slug);
    }

    private Task CollectAsync(int number)
    {
        var fact = AlertRulesTests.Fact(AlertRulesTests.Approved($"No {number}"), number: number);
        var (sector, item) = AlertRules.From(fact)[0];
        return store.AddAsync(sector, item, Cancellation);
    }

    private Task TickAsync()
    {
        var durable = new Mock<DurableTaskClient>("test");
        durable.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns(async (TaskName _, object? run, StartOrchestrationOptions? options, CancellationToken _) =>
            {
                if (!started.Add(options!.InstanceId!)) throw new OrchestrationAlreadyExistsException();
                await AlertOrchestrator.RunAsync(Context(), (AlertRun)run!);
                return options.InstanceId!;
            });
        return new AlertTimer(store, time, NullLogger<AlertTimer>.Instance).PublishAsync(new TimerInfo(), durable.Object, Cancellation);
    }

    private TaskOrchestrationContext Context()
    {
        var context = new Mock<TaskOrchestrationContext>();
        context.Setup(c => c.CurrentUtcDateTime).Returns(time.GetUtcNow().UtcDateTime);
        context.Setup(c => c.CallActivityAsync<bool>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Returns((TaskName _, object? input, TaskOptions? _) =>
                new GatherAlertActivity(store).RunAsync((AlertGathering)input!, Cancellation));
        context.Setup(c => c.CallActivityAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Returns((TaskName _, object? input, TaskOptions? _) =>
                new PublishAlertsActivity(store, new BulletinTopic(bus.Client)).RunAsync((string)input!, Cancellation));
        return context.Object;
    }

    private IReadOnlyList<Alert> Published() =>
        [.. bus.To(Topology.Bulletins).Select(message => JsonSerializer.Deserialize<Alert>(message.Body, AppJson.Options)!)];
}
