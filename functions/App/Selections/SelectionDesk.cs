using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Selections;

/// <summary>What the API and the pages of selections do alike.</summary>
public sealed class SelectionDesk(AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff, TimeProvider time)
{
    private const int PageSize = 20;

    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Page<SelectionItem>> ReadPageAsync(string? cursor, CancellationToken cancellation)
    {
        var page = await lists.ReadPageAsync(SelectionIndex.All, SelectionIndex.AllProgrammes, cursor, PageSize, cancellation);
        return new Page<SelectionItem>([.. page.Items.Select(line => SelectionItem.Of(line, DefinitionOf(line.Call)))], page.Cursor);
    }

    /// <exception cref="ProblemException">not-found: also for a caller whose organisation applies.</exception>
    public async Task<(SelectionState State, ProgrammeDefinition Definition, string ETag)> GetAsync(
        string id, Caller caller, CancellationToken cancellation)
    {
        var stored = await store.GetSelectionAsync(id, cancellation);
        RequireOutside(stored.State, caller);
        return (stored.State, DefinitionOf(stored.State.Round.Call), stored.ETag);
    }

    /// <summary>Closes the entry of the last batch by hand.</summary>
    /// <exception cref="ProblemException">
    /// not-found, not-allowed, officer-conflict, selection-call-open, selection-empty, selection-undecided.
    /// </exception>
    public Task<SelectionView> CloseAsync(string id, CloseEntryForm form, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(id, caller, (state, definition, _) => CloseEntry.ByHand(
            state, new EntryClosing(caller.Id, Platform.PlainText.Kept(form.Reason), now),
            definition.Guide.Closes is not null && definition.Guide.IsOpen(BeijingTime.Day(now))), cancellation);
    }

    /// <summary>Moves an application up from the reserve list.</summary>
    /// <exception cref="ProblemException">As <see cref="PromoteApplication"/>; not-found, not-allowed, officer-conflict.</exception>
    public Task<SelectionView> PromoteAsync(string id, PromotionForm form, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(
            id, caller, (state, _, rules) => PromoteApplication.Decide(state, form, caller.Id, rules, now), cancellation);
    }

    /// <summary>Ends the reserve lists of all batches.</summary>
    /// <exception cref="ProblemException">not-found, not-allowed, officer-conflict.</exception>
    public async Task<SelectionView> EndReserveAsync(string id, EndReserveForm form, Caller caller, CancellationToken cancellation)
    {
        var (state, definition, _) = await GetAsync(id, caller, cancellation);
        var view = SelectionView.Of(state, definition);
        // A batch a commit: the run of each is woken by its own fact.
        foreach (var batch in state.Round.Batches)
        {
            view = await ChangeAsync(id, caller, (current, _, _) => EndReserve.ByHand(
                current, batch.Number, caller.Id, form.Grounds, time.GetUtcNow()), cancellation);
        }

        return view;
    }

    private async Task<SelectionView> ChangeAsync(
        string id, Caller caller, Func<SelectionState, ProgrammeDefinition, SelectionDefinition, Change<SelectionState>> decide,
        CancellationToken cancellation)
    {
        var (_, definition, _) = await GetAsync(id, caller, cancellation);
        var stored = await store.ChangeAsync(SelectionAggregate.Kind, id, state =>
        {
            RequireOutside(state, caller);
            var rules = (SelectionDefinition)definition.Stage(state.Round.Call.Stage);
            if (rules.Role is not { } role || !caller.Is(role)) throw IdentityProblems.NotAllowed.With();
            if (staff.Find(caller.Id) is { } officer && state.Candidates.Any(candidate => candidate.IsTiedTo(officer)))
            {
                throw ConflictProblems.Officer.With();
            }

            return decide(state, definition, rules);
        }, cancellation);
        return SelectionView.Of(stored.State, definition);
    }

    private ProgrammeDefinition DefinitionOf(SelectionCall call) => catalogue.Get(call.Programme, call.Version, call.Guide);

    // A person of an organisation has no other relation to its application, and none to those that it competes with.
    private static void RequireOutside(SelectionState state, Caller caller)
    {
        if (caller.Organisation is { } own
            && state.Candidates.Any(candidate => candidate.Partners.Append(candidate.Organisation).Contains(own.Value)))
        {
            throw IdentityProblems.Hidden();
        }
    }
}
