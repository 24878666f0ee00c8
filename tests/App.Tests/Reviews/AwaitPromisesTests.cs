using FunctionsApp.Applications;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

public sealed class AwaitPromisesTests
{
    private static readonly DateOnly By = new(2026, 3, 17);

    [Theory]
    [InlineData("District", "other", 0)]
    [InlineData("District", "plan", 1)]
    [InlineData("Panel", "other", 1)]
    public void Stage_NamesTheDocumentOrIsTheLast_AwaitsIt(string stage, string judged, int awaited) =>
        Assert.Equal(awaited, AwaitPromises.Of(State(PromiseState.Open).Application, Definition(judged), stage).Count());

    [Fact]
    public void Look_OpenPromise_WaitsADayBeyondItsEnd()
    {
        var state = State(PromiseState.Open);

        Assert.Empty(Decide(state, BrokenPromise.Reject).Facts);
        Assert.Equal(
            new PromiseLook(null, new Promise(By).Due.AddDays(1)), AwaitPromises.Look(state, Definition("plan"), Panel));
    }

    [Fact]
    public void Look_KeptPromise_AsksTheStage() =>
        Assert.Equal(new PromiseLook(null, null), AwaitPromises.Look(State(PromiseState.Kept), Definition("plan"), Panel));

    [Theory]
    [InlineData(BrokenPromise.Reject, StageOutcome.Rejected, 0)]
    [InlineData(BrokenPromise.Return, StageOutcome.Returned, 1)]
    public void Stage_BrokenPromise_EndsAsTheDefinitionSays(BrokenPromise rule, StageOutcome outcome, int items)
    {
        var change = Decide(State(PromiseState.Broken), rule);

        Assert.Equal(["StageOpened", "StageClosed"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        var run = change.Next.Run("Panel", 0)!;
        Assert.Equal((outcome, items), (run.Outcome, run.Items?.Count ?? 0));
        Assert.Empty(Decide(change.Next, rule).Facts);
        Assert.Equal(new PromiseLook(outcome, null), AwaitPromises.Look(change.Next, Definition("plan", rule), Panel));
    }

    [Fact]
    public void Look_Withdrawn_Ends()
    {
        var state = State(PromiseState.Open);
        var withdrawn = state with { Application = state.Application with { Status = ApplicationStatus.Withdrawn } };

        Assert.Equal(StageOutcome.Withdrawn, AwaitPromises.Look(withdrawn, Definition("plan"), Panel).Outcome);
    }

    private static StageRequest Panel => new(ReviewSample.Id, "Panel", 0);

    private static FunctionsApp.Platform.Storage.Change<ReviewState> Decide(ReviewState state, BrokenPromise rule) =>
        AwaitPromises.Decide(state, Definition("plan", rule), Panel, ReviewSample.Opened);

    private static ReviewState State(PromiseState promise)
    {
        var state = ReviewSample.State([]);
        return state with
        {
            Application = state.Application with
            {
                Status = ApplicationStatus.Submitted,
                Slots = [.. state.Application.Slots.Select(slot =>
                    slot.Type == "plan" ? slot with { Promise = new Promise(By, promise) } : slot)],
            },
        };
    }

    private static ProgrammeDefinition Definition(string judged, BrokenPromise rule = BrokenPromise.Reject)
    {
        var definition = ReviewSample.Definition(ReviewSample.FirstStage(), ReviewSample.Stage());
        return definition with
        {
            Documents = [.. definition.Documents.Select(slot =>
                slot.Type == "plan" ? slot with { MayFollow = new FollowRule(5) { IfBroken = rule } } : slot)],
            Stages = [ReviewSample.Stage() with { Name = "District", Documents = [judged] }, ReviewSample.Stage()],
        };
    }
}
