using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Selections;

/// <summary>What an application brings into its call's ranking.</summary>
public static class CheckSelection
{
    /// <summary>How long a stage waits without an event before it looks by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>When a stage looks by itself, UTC: an open call selects nothing, so that a wait of months takes no looks.</summary>
    public static DateTimeOffset Next(Guide guide, DateTimeOffset at)
    {
        var closed = guide.Closes is { } last ? BeijingTime.At(last.AddDays(1), TimeOnly.MinValue) : at;
        return (closed > at ? closed : at).Add(Patience).ToUniversalTime();
    }

    /// <param name="name">Of the organisation.</param>
    public static Candidate CandidateOf(
        ReviewState review, ProgrammeDefinition definition, StageRequest stage, string name, DateTimeOffset at)
    {
        var application = review.Application;
        return new Candidate
        {
            Application = application.Id,
            Batch = 1,
            Round = stage.Round,
            Title = application.Subject.Title,
            Organisation = application.Applicant.Organisation.Value,
            Name = name,
            Partners = application.PartnerCodes,
            Score = ScoreOf(review, definition, stage.Stage),
            Requested = application.Subject.Amount,
            SubmittedAt = application.SubmittedAt ?? application.CreatedAt,
            Projects = ClaimedProject.IdsOf(application, review.Answers, definition),
            Judges =
            [
                .. review.Decisions.Where(decision => decision.Stage != stage.Stage).Select(decision => decision.Person)
                    .Distinct().Order(StringComparer.Ordinal),
            ],
            Earlier = SendBack.Stages(review, definition, stage.Stage),
            EnteredAt = at.ToUniversalTime(),
        };
    }

    /// <summary>Of the last panel before the stage, in the newest round of corrections; null where it has none.</summary>
    public static decimal? ScoreOf(ReviewState review, ProgrammeDefinition definition, string stage) =>
        definition.Stages.TakeWhile(each => each.Name != stage).LastOrDefault(each => each is PanelDefinition) is not { } panel ? null
            : review.Runs.Where(run => run.Stage == panel.Name && run.Score is not null).MaxBy(run => run.Round)?.Score;

    /// <summary>The round of a call, for its first application.</summary>
    public static SelectionRound OpeningOf(ReviewState review, ProgrammeDefinition definition, StageRequest stage, DateTimeOffset at)
    {
        var call = SelectionCall.Of(review.Application, stage.Stage);
        var selection = (SelectionDefinition)definition.Stage(stage.Stage);
        return new SelectionRound(
            call.Id, call, definition.Guide.Budget, selection.Places, [new SelectionBatch(1, at.ToUniversalTime())]);
    }
}

public sealed class CheckSelectionActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, ProjectClaims claims, LetterSender letters, ReadTies readTies)
{
    /// <summary>
    /// Lets the application wait in its call's batch, and closes the stage by the list. Safe to run twice: an application enters once.
    /// </summary>
    [Function(nameof(CheckSelectionActivity))]
    public async Task<StageProgress> RunAsync([ActivityTrigger] StageCheck check, CancellationToken cancellation)
    {
        var stage = check.Stage;
        var review = (await store.ChangeAsync(
            ReviewAggregate.Kind, stage.ApplicationId, current => CloseSelection.Open(current, stage, check.At), cancellation)).State;
        var run = review.Run(stage.Stage, stage.Round);
        if (run is { State: StageRunState.Closed, Outcome: { } closed }) return new StageProgress(closed, null);
        // Withdrawn before it was ever opened.
        if (run is null) return new StageProgress(StageOutcome.Withdrawn, null);

        var definition = catalogue.Of(review.Application);
        var state = await EnterAsync(review, definition, check, cancellation);
        var stored = await store.ChangeAsync(
            ReviewAggregate.Kind, stage.ApplicationId, current => CloseSelection.Decide(current, stage, state), cancellation);
        if (SelectionLetters.Reserve(stored.State, definition, stage) is { } letter) await letters.SendAsync(letter, cancellation);
        return stored.State.Run(stage.Stage, stage.Round) is { State: StageRunState.Closed, Outcome: { } outcome }
            ? new StageProgress(outcome, null) : new StageProgress(null, CheckSelection.Next(definition.Guide, check.At));
    }

    private async Task<SelectionState> EnterAsync(
        ReviewState review, ProgrammeDefinition definition, StageCheck check, CancellationToken cancellation)
    {
        var (application, stage) = (review.Application, check.Stage);
        var opening = CheckSelection.OpeningOf(review, definition, stage, check.At);
        if (application.IsOver)
        {
            // Nothing of it stays behind: neither its place nor its project.
            var entered = await store.FindAsync(SelectionAggregate.Kind, opening.Id, cancellation);
            if (entered is not { State: var found }) return new SelectionState(opening, [], [], []);
            if (found.Find(application.Id) is { } left) await claims.ReleaseAsync(left, cancellation);
            return (await store.ChangeAsync(
                SelectionAggregate.Kind, opening.Id,
                current => LeaveSelection.Decide(current, application.Id, nameof(CheckSelectionActivity), check.At), cancellation)).State;
        }

        var there = (await store.FindAsync(SelectionAggregate.Kind, opening.Id, cancellation))?.State;
        if (there is not null && EnterSelection.IsThere(there, application.Id, stage.Round)) return there;
        var name = await store.NameOfAsync(application.Applicant, cancellation);
        var ties = await readTies.ReadAsync(application, stage.Stage, stage.Round, check.At, cancellation);
        var candidate = CheckSelection.CandidateOf(review, definition, stage, name, check.At) with { Ties = ties };
        return (await store.PutAsync(
            SelectionAggregate.Kind, opening.Id,
            current => EnterSelection.Decide(current, opening, candidate, definition.Guide.Closes is null), cancellation)).State;
    }
}
