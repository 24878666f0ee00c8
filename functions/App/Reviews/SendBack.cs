using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <summary>A stage sent the application back to an earlier stage, which is asked again with all after it. Why is no fact.</summary>
/// <param name="To">Name of the earlier stage.</param>
[ShownAs(Right.Course)]
public sealed record StageSentBack(string Stage, int Round, string To) : Fact;

/// <summary>To which stages an application may be sent back, and what follows.</summary>
public static class SendBack
{
    /// <summary>
    /// Names of the earlier stages that ask people, in order; empty once the programme's limit is reached. None is before a stage whose
    /// outcome is final.
    /// </summary>
    /// <param name="from">Name of the stage that is asked.</param>
    public static IReadOnlyList<string> Stages(ReviewState state, ProgrammeDefinition definition, string from)
    {
        if (state.Runs.Count(run => run.BackTo is not null) >= definition.SendBacks) return [];
        var earlier = definition.Held.TakeWhile(stage => stage.Name != from).Reverse().TakeWhile(stage => !stage.IsFinal);
        return [.. earlier.OfType<PeopleDefinition>().Where(stage => stage.Role is not null).Select(stage => stage.Name).Reverse()];
    }

    /// <summary>The first of some stages in the order of the review; null for none.</summary>
    public static string? Earliest(ProgrammeDefinition definition, IReadOnlyList<string> names) =>
        definition.Stages.Select(stage => stage.Name).FirstOrDefault(names.Contains);

    /// <summary>Names of the stages that are asked again, in order: the one it was sent back to, and all after it.</summary>
    public static IReadOnlyList<string> StagesToAsk(ProgrammeDefinition definition, string to) =>
        [.. definition.Held.SkipWhile(stage => stage.Name != to).Select(stage => stage.Name)];

    /// <summary>Whether a stage was to be asked again since it was asked in a round: by a later stage, or by an appeal.</summary>
    public static bool IsAskedAgain(ReviewState state, ProgrammeDefinition definition, string stage, int since) =>
        state.Runs.Any(run => run.BackTo is { } to && run.Round >= since && StagesToAsk(definition, to).Contains(stage))
        || (state.Application.Appeal is { Ruling: AppealRuling.Upheld } appeal && appeal.Round >= since
            && StagesToAsk(definition, appeal.Stage).Contains(stage));

    /// <summary>The stage that sent the application back to the one that is asked; null where none did.</summary>
    public static StageRun? Of(ReviewState state, Ask ask) =>
        state.Runs.FirstOrDefault(run => run.BackTo == ask.Step && run.Round == ask.Round - 1);
}

public sealed class SendBackActivity(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>Names of the stages to ask next, in order, after a stage sent the application back.</summary>
    [Function(nameof(SendBackActivity))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] StageRequest sent, CancellationToken cancellation)
    {
        var state = (await store.GetAsync(ReviewAggregate.Kind, sent.ApplicationId, cancellation)).State;
        var to = state.Run(sent.Stage, sent.Round)?.BackTo
            ?? throw new InvalidOperationException($"Stage {sent.InstanceId} sent nothing back.");
        return SendBack.StagesToAsk(catalogue.Of(state.Application), to);
    }
}
