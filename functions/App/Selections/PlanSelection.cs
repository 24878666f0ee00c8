using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Selections;

/// <param name="Since">When the batch was looked after before, UTC.</param>
/// <param name="At">UTC: the same for each attempt.</param>
public sealed record SelectionCheck(SelectionRun Run, DateTimeOffset Since, DateTimeOffset At);

/// <param name="Ask">The question to wait for; null for none.</param>
/// <param name="Next">When to look again, UTC; null with a question, and where nothing more happens.</param>
/// <param name="Decided">Instance ids of the stages whose applications have a place that is new.</param>
public sealed record SelectionLook(Ask? Ask, DateTimeOffset? Next, IReadOnlyList<string> Decided)
{
    [JsonIgnore]
    public bool IsOver => Ask is null && Next is null;
}

/// <summary>When a call's applications are ranked.</summary>
public static class PlanSelection
{
    /// <summary>
    /// When a call can be complete, UTC: a day after its last one, in which the last documents are checked. Null for a standing call,
    /// whose entry an officer closes.
    /// </summary>
    public static DateTimeOffset? CompleteFrom(Guide guide) => guide.Closes is { } closes
        ? BeijingTime.At(closes.AddDays(2), TimeOnly.MinValue).ToUniversalTime() : null;

    /// <summary>
    /// Whether an application of the call holds the others of a batch up: it may still come. The batches after a call's first one wait
    /// for those alone that were sent back.
    /// </summary>
    public static bool Holds(SelectionState state, int number, OpenApplication application) => state.Round.Call.Has(application)
        && (state.Find(application.Id) is { } entered ? state.IsUnderWayAgain(entered) : number == 1);
}

public sealed class PlanSelectionActivity(
    AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, ProjectClaims claims)
{
    /// <summary>How far places are looked back for: a clock may differ, and a stage that is woken twice reads the same.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>Closes the entry, ranks, gives back projects, ends the reserve list: each when it is time. Safe to run twice.</summary>
    [Function(nameof(PlanSelectionActivity))]
    public async Task<SelectionLook> RunAsync([ActivityTrigger] SelectionCheck check, CancellationToken cancellation)
    {
        var (id, number) = (check.Run.Selection, check.Run.Batch);
        var state = (await store.GetSelectionAsync(id, cancellation)).State;
        if (state.Round.Batch(number) is not { } batch) return new SelectionLook(null, null, []);
        if (batch.Entry is null)
        {
            if (await WaitsUntilAsync(state, number, check.At, cancellation) is { } next) return new SelectionLook(null, next, []);
            var closing = new EntryClosing(nameof(PlanSelectionActivity), null, check.At.ToUniversalTime());
            state = await ChangeAsync(id, current => CloseEntry.Decide(current, closing), cancellation);
        }

        if (state.StatusOf(state.Round.Batch(number)!) == SelectionStatus.Open)
        {
            var holders = await claims.ClaimAsync(state.Ranked(number), cancellation);
            state = await ChangeAsync(id, current => ProposeSelection.Decide(current, number, holders, check.At), cancellation);
        }

        state = await ChangeAsync(id, current => ProposeSelection.AskAgain(current, number), cancellation);
        if (state.Round.Batch(number) is { Decision: null } asked) return new SelectionLook(SelectionQuestion.AskOf(id, asked), null, []);

        state = await ChangeAsync(
            id, current => EndReserve.WhenOver(current, number, nameof(PlanSelectionActivity), check.At), cancellation);
        return await DecidedAsync(state, check, cancellation);
    }

    private async Task<SelectionLook> DecidedAsync(SelectionState state, SelectionCheck check, CancellationToken cancellation)
    {
        var placings = state.Placings.Where(placing => placing.Batch == check.Run.Batch).ToList();
        var changed = placings.Where(placing => placing.ChangedAt > check.Since - Overlap).ToList();
        foreach (var placing in changed.Where(placing => placing.Outcome is PlacingOutcome.Declined or PlacingOutcome.Left))
        {
            await claims.ReleaseAsync(state.CandidateOf(placing), cancellation);
        }

        var stages = changed.Select(state.CandidateOf).Select(candidate =>
            StageRequest.InstanceIdOf(candidate.Application, candidate.Round, state.Round.Call.Stage));
        return new SelectionLook(null, placings.Min(placing => placing.Until), [.. stages]);
    }

    /// <summary>When to look again; null where every application of the call waits or ended.</summary>
    private async Task<DateTimeOffset?> WaitsUntilAsync(
        SelectionState state, int number, DateTimeOffset at, CancellationToken cancellation)
    {
        var call = state.Round.Call;
        if (PlanSelection.CompleteFrom(catalogue.Get(call.Programme, call.Version, call.Guide).Guide) is not { } complete)
        {
            return at.Add(CheckSelection.Patience).ToUniversalTime();
        }

        if (at < complete) return complete;
        await foreach (var application in lists.ReadAllAsync(ApplicationIndex.Open, call.Programme, cancellation))
        {
            if (PlanSelection.Holds(state, number, application)) return at.AddDays(1).ToUniversalTime();
        }

        if (number > 1) return null;
        // Sent in time to its partners, or for a signature, it may be submitted later.
        await foreach (var consenting in lists.ReadAllAsync(ApplicationIndex.ToConsent, ApplicationIndex.AllOrganisations, cancellation))
        {
            if (await IsSentAsync(call, consenting.Id, cancellation)) return at.AddDays(1).ToUniversalTime();
        }

        await foreach (var signing in lists.ReadAllAsync(ApplicationIndex.ToSign, ApplicationIndex.AllOrganisations, cancellation))
        {
            if (await IsSentAsync(call, signing.Id, cancellation)) return at.AddDays(1).ToUniversalTime();
        }

        return null;
    }

    private async Task<bool> IsSentAsync(SelectionCall call, string id, CancellationToken cancellation) =>
        (await store.GetApplicationAsync(id, cancellation)).State
            is { Status: ApplicationStatus.Consenting or ApplicationStatus.Signing } sent && call.Has(sent);

    private async Task<SelectionState> ChangeAsync(
        string id, Func<SelectionState, Change<SelectionState>> decide, CancellationToken cancellation) =>
        (await store.ChangeAsync(SelectionAggregate.Kind, id, decide, cancellation)).State;
}
