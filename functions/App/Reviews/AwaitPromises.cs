using FunctionsApp.Applications;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="At">When it is looked, UTC: the same for each attempt.</param>
public sealed record StageMoment(StageRequest Stage, DateTimeOffset At);

/// <summary>What a stage finds that may need documents which were promised.</summary>
/// <param name="Outcome">Of the stage, which is not asked; null where it is, and while it waits.</param>
/// <param name="Until">When to look again, UTC; null where there is nothing to wait for.</param>
public sealed record PromiseLook(StageOutcome? Outcome, DateTimeOffset? Until);

/// <summary>Holds a stage back until the documents are there that it judges and that were promised with the submission.</summary>
public static class AwaitPromises
{
    private static readonly LocalizedText Broken = new("未按承诺补交", "It was promised and did not come");

    /// <summary>Promised documents that the stage judges; for the last stage all of them.</summary>
    /// <remarks>People who are shown no particular documents judge all; the check of completeness passes with promises.</remarks>
    public static IEnumerable<SlotState> Of(Application application, ProgrammeDefinition definition, string name)
    {
        var stage = definition.Stage(name);
        var judgesAll = definition.Held[^1] == stage
            || (stage is PeopleDefinition and not CompletenessDefinition && stage.Documents.Count == 0);
        return application.Asked.Where(slot => slot.Promise is not null
            && (judgesAll || (stage is not CompletenessDefinition && stage.Documents.Contains(slot.Type))));
    }

    /// <summary>Closes the stage where a promise that it needs is broken: rejected or returned, as the definition says of the document.
    /// </summary>
    public static Change<ReviewState> Decide(ReviewState state, ProgrammeDefinition definition, StageRequest stage, DateTimeOffset at)
    {
        if (state.Application.Status != ApplicationStatus.Submitted || state.Run(stage.Stage, stage.Round) is not null)
        {
            return Change.None(state);
        }

        var broken = Of(state.Application, definition, stage.Stage).Where(slot => slot.Promise!.State == PromiseState.Broken).ToList();
        if (broken.Count == 0) return Change.None(state);
        var language = state.Application.Applicant.Language;
        var rejects = broken.Exists(slot => definition.Slot(slot.Type)?.MayFollow is not { IfBroken: BrokenPromise.Return });
        IReadOnlyList<ReturnItem> items = rejects ? [] : [.. broken.Select(slot => new ReturnItem(slot.Type, Broken.In(language)))];
        var outcome = rejects ? StageOutcome.Rejected : StageOutcome.Returned;
        IReadOnlyList<string>? reasons = !rejects ? null :
            [.. broken.Select(slot => $"{definition.DocumentName(slot.Type).In(language)}: {Broken.In(language)}")];
        var closed = CloseStage.Decide(
            state, new StageRun(stage.Stage, stage.Round, StageRunState.Open, at) { Reasons = reasons },
            new StageEnd(outcome, items, new StageClosed(stage.Stage, stage.Round, outcome, 0, 0, 0, 0)), nameof(AwaitPromisesActivity));
        return closed with
        {
            Facts = [new NewFact(nameof(AwaitPromisesActivity), new StageOpened(stage.Stage, stage.Round, 0, null)), .. closed.Facts],
        };
    }

    /// <summary>What the stage finds.</summary>
    public static PromiseLook Look(ReviewState state, ProgrammeDefinition definition, StageRequest stage)
    {
        if (state.Application.IsOver) return new PromiseLook(StageOutcome.Withdrawn, null);
        if (state.Run(stage.Stage, stage.Round) is { Outcome: { } outcome }) return new PromiseLook(outcome, null);
        // A day later, whatever happened to the watch over the promise.
        return new PromiseLook(null, Of(state.Application, definition, stage.Stage)
            .Where(slot => slot.Promise!.State == PromiseState.Open).Min(slot => (DateTimeOffset?)slot.Promise!.Due.AddDays(1)));
    }
}

public sealed class AwaitPromisesActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>Whether the stage waits, is asked, or ended. Safe to run twice: a closed stage keeps its outcome.</summary>
    [Function(nameof(AwaitPromisesActivity))]
    public async Task<PromiseLook> RunAsync([ActivityTrigger] StageMoment look, CancellationToken cancellation)
    {
        var state = (await store.ChangeAsync(ReviewAggregate.Kind, look.Stage.ApplicationId, state =>
            AwaitPromises.Decide(state, catalogue.Of(state.Application), look.Stage, look.At), cancellation)).State;
        return AwaitPromises.Look(state, catalogue.Of(state.Application), look.Stage);
    }
}
