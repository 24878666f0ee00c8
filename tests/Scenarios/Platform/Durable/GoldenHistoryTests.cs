using FunctionsApp;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scenarios.Platform.Durable;

/// <summary>Histories of reviews and warnings as they ran once: today's code must repeat them, else what is under way in production could not go on with it.</summary>
/// <remarks>New ones: run the scenarios with RECORD_HISTORIES=folder, or `history export`, and add the file. One that no longer repeats is a change that breaks live instances.</remarks>
public sealed class GoldenHistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    private static readonly IReadOnlyDictionary<string, OrchestratorCode> Orchestrators =
        OrchestratorBinding.BindAll(FunctionCatalogue.Of(typeof(AppComposition).Assembly.GetTypes()));

    private static readonly HistoryReplay Today = new(Orchestrators, DurableEngine.WebConverter, NullLoggerFactory.Instance);

    [Fact]
    public void Replay_GoldenHistories_AllRepeat() =>
        Assert.Empty(Today.RunFolder(Folder).Where(result => result.Value is not null).Select(result => $"{result.Key}: {result.Value!.Message}"));

    [Fact]
    public void Judge_GoldenHistories_DecidesEachTurnTheSame()
    {
        foreach (var history in Histories()) Today.Run(history, JudgedAttribute.Current.Look);

        JudgedAttribute.Current.RequireAgreement();
    }

    [Fact]
    public void Replay_EveryOrchestrator_HasAGoldenHistory() => Assert.Equal(
        Orchestrators.Keys.Order(StringComparer.Ordinal),
        Histories().Select(history => history.Orchestrator).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ReviewOrchestrator", "ApprovalStage")]
    [InlineData("ApprovalStage", "CloseApprovalActivity")]
    [InlineData("WarningOrchestrator", "AnnounceWarningActivity")]
    [InlineData("AlertOrchestrator", "PublishAlertsActivity")]
    public void Replay_CodeThatWouldCallSomethingElse_NamesTheCall(string orchestrator, string call)
    {
        var history = Histories().First(history => history.Orchestrator == orchestrator && history.Turns.SelectMany(turn => turn.Decided).Any(Is(call)));

        var difference = Assert.Throws<NonDeterminismException>(() => Today.Run(Renamed(history, call)));

        Assert.Contains("the history holds", difference.Message);
        Assert.Contains("\"Former\"", difference.Message);
        Assert.Contains($"\"{call}\"", difference.Message);
        Assert.Contains($"{Code(orchestrator)}.", difference.Message);
    }

    /// <summary>The class of an orchestrator: a stage's is named by the kind of stage.</summary>
    private static string Code(string orchestrator) => orchestrator.Replace("Stage", "Orchestrator", StringComparison.Ordinal);

    private static IEnumerable<InstanceHistory> Histories() => Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(InstanceHistory.Load);

    /// <summary>The history of code that called something of another name.</summary>
    private static InstanceHistory Renamed(InstanceHistory history, string call) => history with
    {
        Turns = [.. history.Turns.Select(turn => turn with { Decided = [.. turn.Decided.Select(decision => Is(call)(decision) ? Former(decision) : decision)] })],
    };

    private static Func<HistoryEvent, bool> Is(string call) => decision => decision is ActivityScheduled { Name: var activity } && activity == call
        || decision is SubOrchestrationScheduled { Name: var child } && child == call;

    private static HistoryEvent Former(HistoryEvent decision) => decision switch
    {
        ActivityScheduled activity => activity with { Name = "Former" },
        SubOrchestrationScheduled child => child with { Name = "Former" },
        _ => decision,
    };
}
