namespace FunctionsApp.Reviews;

/// <summary>A stage was asked. Published when its assignments are stored.</summary>
/// <param name="Due">Null where only the machine checks.</param>
public sealed record StageOpened(string Stage, int Round, int Assignees, DateTimeOffset? Due);

/// <summary>Too few people may be asked; an operator adds someone to the directory.</summary>
public sealed record StageBlocked(string Stage, int Round, int Needed, int Eligible);

public sealed record AssignmentOpened(string Assignment, string Stage, int Round, string Assignee, DateTimeOffset Due);

/// <param name="To">Who takes over; null: nobody could, the assignee has the delegate's time.</param>
/// <param name="Replacement">Id of the delegate's assignment.</param>
public sealed record AssignmentEscalated(string Assignment, string Stage, int Round, string From, string? To, string? Replacement, DateTimeOffset Due);

/// <param name="CountsAs">The stage's policy.</param>
public sealed record AssignmentLapsed(string Assignment, string Stage, int Round, string Assignee, Programmes.UndecidedPolicy CountsAs);

/// <summary>Wakes the stage that waits.</summary>
/// <param name="Documents">What a return names.</param>
public sealed record DecisionRecorded(string Assignment, string Stage, int Round, DecisionKind Decision, IReadOnlyList<string> Documents, string Digest);

public sealed record StageClosed(string Stage, int Round, StageOutcome Outcome, int Approvals, int Rejections, int Abstentions, int Undecided);
