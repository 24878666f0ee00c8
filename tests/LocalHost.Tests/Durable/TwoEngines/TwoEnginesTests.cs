using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>App's orchestrations on Durable Task's engine and on LocalHost's: the same happens to them, and they do the same.</summary>
public sealed class TwoEnginesTests(Playhouse playhouse) : IClassFixture<Playhouse>
{
    public static TheoryData<string> Stories => [.. Story.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Story_OnBothEngines_CallsShowsAndReturnsTheSame(string story)
    {
        var (official, local) = (await playhouse.OfficialAsync(story), await playhouse.LocalAsync(story));

        Assert.Equal(official.Records.Keys.Order(StringComparer.Ordinal), local.Records.Keys.Order(StringComparer.Ordinal));
        Assert.All(official.Records, instance =>
        {
            var (theirs, ours) = (instance.Value, local.Records[instance.Key]);
            Assert.Equal(theirs.Calls, ours.Calls);
            Assert.Equal(theirs.Statuses, ours.Statuses);
            Assert.Equal(official.Start(instance.Key), local.Start(instance.Key));
            Assert.Equal(theirs.Text(official.End(instance.Key)!.Output), ours.Text(local.End(instance.Key)!.Output));
        });
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task OfficialHistory_OnLocalHost_DecidesTheSame(string story)
    {
        var official = await playhouse.OfficialAsync(story);

        Assert.All(official.Records.Keys.SelectMany(official.Player.Executions), history =>
        {
            var executor = new OrchestrationExecutor(
                history.Instance, Orchestrators, DurableEngine.WebConverter, NullLoggerFactory.Instance, Play.Version, _ => { });
            Assert.All(history.Turns, turn =>
            {
                var again = executor.Run(turn.Time, [.. turn.Received.Select(item => new InboxMessage(0, 0, item))]);
                Assert.Equal(turn.Received.Count, again.Taken.Count);
                Assert.Equal(turn.Decided, again.Turn.Decided.Where(item => item is not TimerCancelled).Select(Unmarked), Determinism.Same);
            });
        });
    }

    [Fact]
    public async Task ManyUpdates_OnDurableTasksEngine_ContinuesAsNewAndSendsOnWhatIsLeft()
    {
        var official = await playhouse.OfficialAsync("many-updates");

        var executions = official.Player.Executions("warning-many-updates");

        Assert.Equal(2, executions.Count);
        Assert.IsType<ContinuedAsNew>(executions[0].Turns[^1].Decided[^1]);
        Assert.Contains(executions[0].Turns[^1].Decided, decision => decision is EventSent { InstanceId: "warning-many-updates" });
    }

    [Fact]
    public async Task Stories_TogetherRunEveryOrchestrator()
    {
        var played = new HashSet<string>();
        foreach (var story in Story.All)
        {
            var official = await playhouse.OfficialAsync(story.Name);
            played.UnionWith(official.Records.Keys.SelectMany(official.Player.Executions).Select(history => history.Orchestrator));
        }

        Assert.Equal(Play.Orchestrators.Keys.Order(StringComparer.Ordinal), played.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyDictionary<string, OrchestratorCode> Orchestrators { get; } = Play.Orchestrators.ToDictionary(
        pair => pair.Key, pair => new OrchestratorCode(LocalHost.Functions.OrchestratorBinding.Bind(pair.Value)));

    /// <summary>Durable Task's history does not mark a retry's timer.</summary>
    private static HistoryEvent Unmarked(HistoryEvent item) => item is TimerCreated timer ? timer with { Retry = false } : item;
}
