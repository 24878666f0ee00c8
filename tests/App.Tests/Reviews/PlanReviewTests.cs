using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class PlanReviewTests
{
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public async Task Run_PinnedDefinition_GivesNamesKindsAndRounds()
    {
        await bench.Store.PutAsync(State());
        var plan = await new PlanReviewActivity(bench.Store, Catalogue(FirstStage(), Stage("District"), Outside(), Stage()), bench.Bulletins)
            .RunAsync(Id, TestContext.Current.CancellationToken);

        Assert.Equal([new("Completeness", "Completeness"), new("District", "Approval"), new("Panel", "Approval")], plan.Stages);
        Assert.Equal(1, plan.Rounds);
        var receipt = Assert.Single(bench.Letters);
        Assert.Equal(($"application-received.{Id}", "a@example.com", $"applications/{Id}"), (receipt.Id, receipt.Email, receipt.Link));
        Assert.Equal((Id, "2026-03-02 09:00"), (receipt.Values["application"], receipt.Values["at"]));
    }
}
