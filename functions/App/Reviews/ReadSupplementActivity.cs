using FunctionsApp.Applications;
using FunctionsApp.Platform;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Round">The supplement round that is waited for.</param>
public sealed record ReadSupplement(string ApplicationId, int Round);

/// <param name="Status">Of the application.</param>
/// <param name="Changed">Types of the documents that the round corrected; empty until it is handed in.</param>
public sealed record SupplementState(ApplicationStatus Status, IReadOnlyList<string> Changed);

public sealed class ReadSupplementActivity(ApplicationPartition applications)
{
    /// <summary>Whether the corrections are handed in, and of what.</summary>
    [Function(nameof(ReadSupplementActivity))]
    public async Task<SupplementState> RunAsync([ActivityTrigger] ReadSupplement read, CancellationToken cancellation)
    {
        var application = await applications.GetAsync(read.ApplicationId, cancellation);
        if (application.Status != ApplicationStatus.Submitted) return new SupplementState(application.Status, []);
        // From the record and not from the event: an event can be lost, doubled, or belong to an earlier round.
        var facts = await applications.FactsAsync(read.ApplicationId, cancellation);
        var submission = facts.Where(fact => fact.Type == ApplicationFacts.Resubmitted)
            .Select(fact => fact.Read<ApplicationSubmission>())
            .LastOrDefault(submission => submission.Round == read.Round);
        return new SupplementState(application.Status, submission?.Changed ?? []);
    }
}
