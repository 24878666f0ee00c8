using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

public sealed class LapseActivity(ReviewStore store)
{
    /// <summary>Lets what the delegates left undecided count by the stage's policy. Safe to run twice.</summary>
    [Function(nameof(LapseActivity))]
    public Task RunAsync([ActivityTrigger] StageRequest request, CancellationToken cancellation) =>
        store.ChangeAsync(request.ApplicationId, state => Overdue.Lapse(state, request.Stage, request.Round), cancellation);
}
