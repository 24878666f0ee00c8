using FunctionsApp.Identity;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

public sealed class EscalateActivity(ReviewStore store, Inbox inbox, StaffDirectory staff)
{
    /// <summary>Passes what is overdue to delegates. Safe to run twice: an assignment escalates once.</summary>
    [Function(nameof(EscalateActivity))]
    public async Task RunAsync([ActivityTrigger] OpenStage overdue, CancellationToken cancellation)
    {
        var (stage, round) = (overdue.Request.Stage, overdue.Request.Round);
        var (state, _) = await store.ChangeAsync(
            overdue.Request.ApplicationId,
            state => Overdue.Escalate(state, stage, round, stage.Role is { } role ? staff.With(role, state.Application.District) : [], overdue.At),
            cancellation);
        if (state.Run(stage.Name, round) is { } run) await inbox.ShowAsync(state.Application, run, state.AssignmentsOf(stage.Name, round), cancellation);
    }
}
