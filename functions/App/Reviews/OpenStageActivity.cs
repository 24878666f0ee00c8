using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="At">When the stage opens, UTC: the same for each attempt.</param>
public sealed record OpenStage(StageRequest Request, DateTimeOffset At);

/// <summary>Where the stage stands after opening.</summary>
/// <param name="Result">Set when it is over already.</param>
/// <param name="Run">Set when people are asked.</param>
public sealed record StageOpening(bool Blocked, StageResult? Result, StageRun? Run);

public sealed class OpenStageActivity(ReviewStore store, Inbox inbox, StaffDirectory staff, WorkingCalendar calendar)
{
    /// <summary>Stores the stage with its assignments. Safe to run twice: one row per stage and round.</summary>
    [Function(nameof(OpenStageActivity))]
    public async Task<StageOpening> RunAsync([ActivityTrigger] OpenStage open, CancellationToken cancellation)
    {
        var (stage, round) = (open.Request.Stage, open.Request.Round);
        var (state, _) = await store.ChangeAsync(
            open.Request.ApplicationId,
            state => Opening.Decide(state, open.Request, stage.Role is { } role ? staff.With(role, state.Application.District) : [], calendar, open.At),
            cancellation);
        var run = state.Run(stage.Name, round);
        if (run is { State: StageRunState.Open }) await inbox.ShowAsync(state.Application, run, state.AssignmentsOf(stage.Name, round), cancellation);
        return run switch
        {
            { State: StageRunState.Open } => new StageOpening(false, null, run),
            { State: StageRunState.Closed } => new StageOpening(false, run.Result, null),
            { } when state.Application.Status == ApplicationStatus.Submitted => new StageOpening(true, null, null),
            _ => new StageOpening(false, StageResult.Of(StageOutcome.Withdrawn), null),
        };
    }
}
