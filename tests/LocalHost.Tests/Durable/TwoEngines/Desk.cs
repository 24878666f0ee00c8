using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using FunctionsApp.Shared;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>When a stage's people are reminded (null: not), when their time is over, and their delegates', from its opening.</summary>
internal sealed record Pace(TimeSpan? Reminder, TimeSpan Due, TimeSpan DelegateDue)
{
    /// <summary>A story ends long before.</summary>
    public static readonly Pace Slow = new(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3));

    /// <summary>A second each.</summary>
    public static readonly Pace Fast = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
}

/// <summary>The people of an application's review, who decide when the story says so; stages close by App's rule.</summary>
internal sealed class Desk
{
    private static readonly Eligibility Anyone = new([], null);

    private readonly Lock gate = new();
    private readonly List<Decision> decisions = [];
    private bool lapsed, withdrawn;

    public Desk(Play play, Pace pace)
    {
        Application = play.Story;
        play.Answer<OpenStage>(nameof(OpenStageActivity), open => Open(open, pace));
        play.Answer<StageRequest>(nameof(CloseStageActivity), Close);
        play.Answer<StageRequest>(nameof(LapseActivity), _ => lapsed = true);
    }

    public string Application { get; }

    /// <summary>Without assignees it is the machine's, which passes it.</summary>
    public static StageDefinition Stage(string name, int assignees = 3, int approvals = 2, params IReadOnlyList<string> documents)
    {
        var title = new LocalizedText("评审", name);
        return new(name, StageKind.Approval, title, Role.Expert, assignees, approvals, 5, 2, 3, UndecidedPolicy.Abstain, documents);
    }

    public StageRequest Request(StageDefinition stage, int round = 0) => new(Application, stage, round, Anyone);

    public ReviewRequest Review(int rounds, params IReadOnlyList<StageDefinition> stages) =>
        new(Application, Anyone, stages, new SupplementRule(rounds, 10));

    public void Decide(StageRequest request, int person, DecisionKind kind, params IReadOnlyList<ReturnItem> items)
    {
        var (stage, round) = (request.Stage.Name, request.Round);
        var decision = new Decision($"{request.InstanceId}.{person}", stage, round, $"{person}", kind, null, items, "", default);
        lock (gate) decisions.Add(decision);
    }

    public void Withdraw()
    {
        lock (gate) withdrawn = true;
    }

    public static StageOpening Open(OpenStage open, Pace pace)
    {
        var (stage, round, at) = (open.Request.Stage, open.Request.Round, open.At);
        return stage.Assignees == 0
            ? new StageOpening(false, StageResult.Of(StageOutcome.Passed), null)
            : new StageOpening(false, null, new StageRun(
                stage.Name, round, StageRunState.Open, at, at + pace.Reminder, at + pace.Due, at + pace.DelegateDue));
    }

    private StageResult? Close(StageRequest request)
    {
        lock (gate)
        {
            if (withdrawn) return StageResult.Of(StageOutcome.Withdrawn);
            var (stage, round) = (request.Stage, request.Round);
            var made = decisions.Where(decision => decision.Stage == stage.Name && decision.Round == round).ToList();
            var asked = Enumerable.Range(1, stage.Assignees).Select(number =>
            {
                var heard = made.Exists(decision => decision.Person == $"{number}");
                var state = heard ? AssignmentState.Decided : lapsed ? AssignmentState.Lapsed : AssignmentState.Open;
                return new Assignment(Application, stage.Name, round, number, $"{number}", default, default, state);
            });
            return StageRules.Outcome(stage, [.. asked], made);
        }
    }
}
