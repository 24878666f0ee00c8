using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>A project is reserved for an application: no other one with it is selected, in any fund.</summary>
public sealed record ProjectClaimed(string Application) : ConfidentialFact;

/// <summary>A project may be reserved for another application.</summary>
public sealed record ProjectReleased(string Application) : ConfidentialFact;

/// <summary>Reserves projects before a list is proposed, and gives them back.</summary>
/// <remarks>
/// No transaction holds a round and a project. What is reserved first and not selected is given back later; what is selected was
/// reserved before.
/// </remarks>
public sealed class ProjectClaims(AggregateStore store)
{
    private const string Actor = nameof(PlanSelectionActivity);

    /// <summary>None where it is reserved, for whichever application.</summary>
    public static Change<ClaimedProject> Claim(ClaimedProject? current, string id, string application) =>
        current is { Application: not null } ? Change.None(current)
            : Change.To(new ClaimedProject(id, application), Actor, new ProjectClaimed(application));

    /// <summary>None where it is not reserved for the application.</summary>
    public static Change<ClaimedProject> Release(ClaimedProject? current, string id, string application) =>
        current?.Application != application ? Change.None(current ?? new ClaimedProject(id, null))
            : Change.To(current with { Application = null }, Actor, new ProjectReleased(application));

    /// <summary>Reserves each project for the first in the ranking; by application, another one that has it before.</summary>
    /// <param name="ranked">In order of rank. Safe to run twice.</param>
    public async Task<IReadOnlyDictionary<string, string>> ClaimAsync(IReadOnlyList<Candidate> ranked, CancellationToken cancellation)
    {
        var holders = new Dictionary<string, string>();
        foreach (var candidate in ranked)
        {
            foreach (var project in candidate.Projects)
            {
                var claimed = await store.PutAsync(
                    ClaimedProject.Kind, project, current => Claim(current, project, candidate.Application), cancellation);
                if (claimed.State.Application is not { } holder || holder == candidate.Application) continue;
                holders[candidate.Application] = holder;
                // With all of its projects or with none: otherwise two could keep one from each other.
                await ReleaseAsync(candidate, cancellation);
                break;
            }
        }

        return holders;
    }

    /// <summary>Gives back what is reserved for the application. Safe to run twice.</summary>
    public async Task ReleaseAsync(Candidate candidate, CancellationToken cancellation)
    {
        foreach (var project in candidate.Projects)
        {
            await store.PutAsync(
                ClaimedProject.Kind, project, current => Release(current, project, candidate.Application), cancellation);
        }
    }
}
