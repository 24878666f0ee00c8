using FunctionsApp.Applications;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Kind">With "Stage" the name of its orchestrator.</param>
public sealed record PlannedStage(string Name, string Kind);

/// <summary>What the review's orchestrator needs of the pinned definition.</summary>
/// <param name="Stages">In order, 1..n.</param>
/// <param name="Rounds">Of corrections; the next return after the last one rejects.</param>
public sealed record ReviewPlan(IReadOnlyList<PlannedStage> Stages, int Rounds);

public sealed class PlanReviewActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>The stages of the application's definition.</summary>
    [Function(nameof(PlanReviewActivity))]
    public async Task<ReviewPlan> RunAsync([ActivityTrigger] string applicationId, CancellationToken cancellation)
    {
        var definition = catalogue.Of((await store.GetApplicationAsync(applicationId, cancellation)).State);
        return new ReviewPlan([.. definition.Stages.Select(stage => new PlannedStage(stage.Name, stage.Kind))],
            definition.Supplement.Rounds);
    }
}
