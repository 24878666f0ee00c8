using System.Collections.Concurrent;
using Judging;
using LocalHost.Durable;
using Microsoft.DurableTask;

namespace LocalHost.Tests.Durable.Judging;

/// <summary>Each accepted difference still is one: without its acceptance the judge finds it, with it nothing.</summary>
public sealed class AcceptedDifferencesTests
{
    private static readonly Dictionary<string, (AcceptedDifferences Difference, OrchestratorOf Code)> Cases = new()
    {
        ["timer"] = (AcceptedDifferences.LongTimers, async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(4), CancellationToken.None);
            return 0;
        }),
        ["foreign task"] = (AcceptedDifferences.StoppedCode, _ => new TaskCompletionSource<int>().Task),
        ["async void"] = (AcceptedDifferences.StoppedCode, async context =>
        {
            Throw();
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return 0;

            static async void Throw()
            {
                await Task.Yield();
                throw new FormatException();
            }
        }),
    };

    private delegate Task<int> OrchestratorOf(TaskOrchestrationContext context);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Difference_Accepted_OccursAndIsTheOnlyOne(string name)
    {
        var (difference, code) = Cases[name];
        var seen = new ConcurrentQueue<DecidedTurn>();
        await using var host = new EngineUnderTest { Seen = seen.Enqueue }.Orchestrator("One", context => code(context));
        await host.OpenAsync();
        await host.RunAsync("One");

        Assert.All(seen, turn => Assert.Null(OfficialJudge.Difference(turn)));
        Assert.Contains(seen, turn => OfficialJudge.Difference(turn, AcceptedDifferences.All & ~difference) is not null);
    }

    [Fact]
    public void Accepted_All_IsTheListAndEachIsTested()
    {
        var tested = Cases.Values.Select(one => one.Difference).Distinct().ToList();

        Assert.Equal(AcceptedDifferences.All, tested.Aggregate(AcceptedDifferences.None, (all, one) => all | one));
        Assert.Equal(Enum.GetValues<AcceptedDifferences>().Except([AcceptedDifferences.None, AcceptedDifferences.All]), tested.Order());
    }
}
