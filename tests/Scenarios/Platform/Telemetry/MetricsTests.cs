using Azure.Messaging.ServiceBus;
using FunctionsApp.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Platform.Telemetry;

/// <summary>What an operator's dashboards get. Each test looks at what it adds itself.</summary>
[Collection(nameof(TracedTests))]
public sealed class MetricsTests(CityWithTelemetry city)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decisions_AreCountedOnce_AlsoWhenSentTwice()
    {
        var application = await city.SubmitAsync("Counted");
        var before = Value("reviews.decisions", "outcome=Approve, stage=District");
        var (mail, user) = Assert.Single(application.Asked("District"));

        foreach (var _ in new[] { 1, 2 }) await application.TryDecideAsync(mail, user, "Approve");

        Assert.Equal(before + 1, Value("reviews.decisions", "outcome=Approve, stage=District"));
    }

    [Fact]
    public async Task Reviews_AreCountedByStageAndAge_AsTimePasses()
    {
        await TickAsync();
        const string young = "age=below 1 day, programme=demonstration-institution, stage=Completeness";
        const string older = "age=1-7 days, programme=demonstration-institution, stage=Completeness";
        var (before, beforeOlder) = (Value("reviews.open", young), Value("reviews.open", older));
        var application = await city.SubmitAsync("Aged", programme: ApplicationUnderTest.Demonstration);

        await TickAsync();
        Assert.Equal(before + 1, Value("reviews.open", young));
        await city.PassAsync(TimeSpan.FromDays(1));
        await TickAsync();
        Assert.Equal((before, beforeOlder + 1), (Value("reviews.open", young), Value("reviews.open", older)));
        Assert.True(Value("reviews.oldest_pending_assignment", "") >= TimeSpan.FromDays(1).TotalSeconds);

        await application.WithdrawAsync();
        await city.SettleAsync();
        await TickAsync();
        Assert.Equal(beforeOlder, Value("reviews.open", older));
    }

    [Fact]
    public async Task DeadLetters_AreCountedByEntity()
    {
        var before = Value("messages.dead_lettered", "entity=signals");
        await city.App.Services.GetRequiredService<ServiceBusClient>().CreateSender("signals").SendMessageAsync(new ServiceBusMessage("?") { MessageId = "dead" }, Cancellation);
        await city.SettleAsync();

        Assert.Equal(before + 1, Value("messages.dead_lettered", "entity=signals"));
    }

    [Fact]
    public async Task PoisonedBlob_IsCountedOnceAndStaysOnItsQueue()
    {
        await TickAsync();
        var before = Value("blobs.poisoned", "");
        var queue = new Azure.Storage.Queues.QueueClient(city.Options.Azurite!.ConnectionString, PoisonTriggers.Queue);
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await queue.SendMessageAsync("as the host writes it", Cancellation);

        await TickAsync();
        await TickAsync();

        Assert.Equal(before + 1, Value("blobs.poisoned", ""));
        Assert.True((await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount >= 1);
    }

    private async Task TickAsync()
    {
        await city.TickAsync("Reviews_Census");
        await city.TickAsync("Documents_CountPoison");
    }

    private double Value(string metric, string dimensions) => city.Measure().FirstOrDefault(reading => reading.Metric == metric && reading.Dimensions == dimensions)?.Value ?? 0;
}
