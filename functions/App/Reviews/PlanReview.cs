using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Kind">With "Stage" the name of its orchestrator.</param>
/// <param name="AwaitsPromises">It is not opened before documents are there that were promised with the submission.</param>
public sealed record PlannedStage(
    string Name, string Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool AwaitsPromises = false);

/// <summary>What the review's orchestrator needs of the pinned definition.</summary>
/// <param name="Stages">That the app holds, in order, 1..n.</param>
/// <param name="Rounds">Of corrections; the next return after the last one rejects.</param>
public sealed record ReviewPlan(IReadOnlyList<PlannedStage> Stages, int Rounds)
{
    /// <summary>Where a review after an appeal begins; null for the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContinuedReview? Continued { get; init; }
}

/// <summary>Where a review after an appeal begins.</summary>
/// <param name="ToAsk">Names of the stages to ask first, in order.</param>
/// <param name="Round">Of asking: its first.</param>
/// <param name="Corrections">Rounds of corrections that there were.</param>
public sealed record ContinuedReview(IReadOnlyList<string> ToAsk, int Round, int Corrections);

public sealed class PlanReviewActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters)
{
    /// <summary>The stages of the application's definition; the applicant gets a receipt. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(PlanReviewActivity))]
    public async Task<ReviewPlan> RunAsync([ActivityTrigger] string applicationId, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(applicationId, cancellation)).State;
        var definition = catalogue.Of(application);
        if (application.SubmittedAt is { } at) await letters.SendAsync(ReviewLetters.Received(application, definition, at), cancellation);
        return Of(application, definition);
    }

    /// <summary>What the application's definition says.</summary>
    internal static ReviewPlan Of(Application application, ProgrammeDefinition definition) => new(
        [
            .. definition.Held.Select(stage => new PlannedStage(
                stage.Name, stage.Kind, AwaitPromises.Of(application, definition, stage.Name).Any())),
        ],
        definition.Supplement.Rounds);
}
