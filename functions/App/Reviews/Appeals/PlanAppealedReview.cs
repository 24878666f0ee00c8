using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews.Appeals;

public sealed class PlanAppealedReviewActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>The stages of the application's definition, and where the review continues after its appeal.</summary>
    [Function(nameof(PlanAppealedReviewActivity))]
    public async Task<ReviewPlan> RunAsync([ActivityTrigger] string applicationId, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(applicationId, cancellation)).State;
        return Of(application, catalogue.Of(application));
    }

    /// <exception cref="InvalidOperationException">No appeal of it was upheld.</exception>
    public static ReviewPlan Of(Application application, ProgrammeDefinition definition)
    {
        if (application.Appeal is not { Ruling: AppealRuling.Upheld } appeal) throw new InvalidOperationException(
            $"Application {application.Id} has no appeal that was upheld.");
        return PlanReviewActivity.Of(application, definition) with
        {
            // The application counts its rounds of corrections; those that it had are used.
            Continued = new ContinuedReview(
                SendBack.StagesToAsk(definition, appeal.Stage), appeal.Round + 1, application.Supplement.Round),
        };
    }
}
