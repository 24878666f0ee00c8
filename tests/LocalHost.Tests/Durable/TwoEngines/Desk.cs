using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Reviews;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>When people are reminded (null: not), when their time is over, and their delegates', from the moment they are asked.</summary>
internal sealed record Pace(TimeSpan? Reminder, TimeSpan Due, TimeSpan Lapse)
{
    /// <summary>A story ends long before.</summary>
    public static readonly Pace Slow = new(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3));

    /// <summary>A second each.</summary>
    public static readonly Pace Fast = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));

    public Opening Open(AskAt ask) => new(OpeningState.Asked, new Ladder(ask.At + Reminder, ask.At + Due, ask.At + Lapse));
}

/// <summary>The people who are asked about an application, a warning or an alert. A stage has its outcome when the story says so.</summary>
internal sealed class Desk
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StageOutcome> outcomes = [];

    public Desk(Play play, Pace pace)
    {
        play.Answer<AskAt>(nameof(OpenAssignmentsActivity), pace.Open);
        play.Answer<StageRequest>(nameof(CloseApprovalActivity), OutcomeOf);
    }

    public void Decide(StageRequest stage, StageOutcome outcome)
    {
        lock (gate) outcomes[stage.InstanceId] = outcome;
    }

    private object? OutcomeOf(StageRequest stage)
    {
        lock (gate) return outcomes.TryGetValue(stage.InstanceId, out var outcome) ? outcome : null;
    }
}
