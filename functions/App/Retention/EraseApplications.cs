using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Retention;

/// <summary>Carries out the erasures that were announced for long enough.</summary>
/// <remarks>
/// First what other aggregates keep about an application, then its own partition, in which the fact and the emptied rows are one
/// transaction, then its files: from that commit on no file is handed out, and a crash leaves files that the next night deletes.
/// </remarks>
public sealed class EraseApplications(
    Lists lists, AggregateStore store, DeleteFiles files, RetentionPolicy policy, IOptions<RetentionOptions> options, TimeProvider time)
{
    private static readonly RetainedRows Notices = RetentionAggregate.OfRows(Topology.NoticesTable);
    private static readonly RetainedRows Copies = RetentionAggregate.OfRows(Topology.CopiesTable);

    /// <summary>Safe to run twice.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!options.Value.Erases) return;
        var now = time.GetUtcNow();
        var each = new EachInTurn();
        var begun = 0;
        await foreach (var line in lists.ReadAllAsync(RetentionIndex.Planned, RetentionIndex.All, cancellation))
        {
            var earliest = RetentionTimes.EarliestOf(line.Status, line.PlannedAt, line.From, options.Value.Notice);
            if (!line.IsDeleting && (earliest is null || earliest > now)) continue;
            if (++begun > options.Value.MostPerNight) break;
            await each.TryAsync(() => EraseAsync(line, now, cancellation), cancellation);
        }

        each.ThrowFirst();
    }

    private async Task EraseAsync(ErasureLine line, DateTimeOffset now, CancellationToken cancellation)
    {
        var application = (await store.GetAsync(ReviewAggregate.Kind, line.Id, cancellation)).State;
        if (!line.IsDeleting && PlanErasure.Due(application.Application, policy, now)?.Step == line.Step)
        {
            foreach (var run in application.Runs)
            {
                await EraseRowsAsync(Notices, PublicNotice.IdOf(new StageRequest(line.Id, run.Stage, run.Round)), line.Step, cancellation);
            }

            await EraseRowsAsync(Copies, CopyAggregate.IdOf(line.Id), line.Step, cancellation);
        }

        Stored<RetainedApplication> erased;
        do
        {
            erased = await store.ChangeAsync(
                RetentionAggregate.OfApplication, line.Id,
                state => EraseApplication.Decide(state, RetentionAggregate.Types, policy, options.Value.Notice, now), cancellation);
        }
        while (erased.Changed);
        if (erased.State.Application.Retention is not { IsDeleting: true }) return;
        var deleted = await files.RunAsync(line.Id, cancellation);
        if (!deleted.IsComplete) return;
        await store.ChangeApplicationAsync(
            line.Id, current => EraseApplication.Conclude(current, deleted.Files, deleted.Bytes), cancellation);
    }

    private async Task EraseRowsAsync(RetainedRows of, string id, ErasureStep step, CancellationToken cancellation)
    {
        if (await store.FindAsync(of.Kind, id, cancellation) is null) return;
        Stored<IReadOnlyList<StateRow>> erased;
        do
        {
            erased = await store.ChangeAsync(of.Kind, id, state =>
            {
                var own = state.Single(row => row.Key == Aggregate.Own);
                var (rows, changed) = EraseApplication.Rows([.. state.Where(row => row != own)], step, of.Types, policy);
                return changed == 0 ? Change.None(state)
                    : Change.To<IReadOnlyList<StateRow>>(
                        [own, .. rows], EraseApplication.Actor, new DataErased(step, changed, policy.Edition));
            }, cancellation);
        }
        while (erased.Changed);
    }
}
