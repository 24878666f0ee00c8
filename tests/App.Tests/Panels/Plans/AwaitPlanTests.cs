using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using static App.Tests.Panels.PanelSample;

namespace App.Tests.Panels.Plans;

/// <summary>A panel whose experts are assigned with those of other applications.</summary>
public sealed class AwaitPlanTests
{
    private static readonly DateTimeOffset Until = WorkingCalendar.Official.Due(ReviewSample.Opened, 5);

    private static readonly ProgrammeCatalogue Together = ReviewSample.Catalogue(
        ReviewSample.FirstStage(), Definition with { AssignedTogether = true, PlanWorkingDays = 5 }, ReviewSample.Stage("Department"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stage_BeforeThePlan_WaitsOnTheListAndAsksNoOne()
    {
        var panel = await new PanelSample(Together, Experts(5)).StartAsync();
        Assert.Null(await panel.CheckAsync());

        Assert.Empty(await panel.AskedAsync(PanelTimes.Declaring));
        Assert.Equal(Until, panel.Next);
        Assert.Equal([ReviewSample.Id], await WaitingAsync(panel));
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(PanelAwaitsPlan));
        Assert.Empty(panel.Bench.Mailed);
    }

    [Fact]
    public async Task Stage_DeployedPlan_AsksItsExpertsAndLeavesTheList()
    {
        var panel = await new PanelSample(Together, Experts(6)).StartAsync();
        await SeatAsync(panel, "e2", "e4", "e6");
        await SeatAsync(panel, "e1", "e2", "e3");
        await panel.CheckAsync();

        Assert.Equal(["e2", "e4", "e6"], (await panel.AskedAsync(PanelTimes.Declaring)).Order());
        Assert.Empty(await WaitingAsync(panel));
    }

    [Fact]
    public async Task Stage_PlannedExpertIsAwayOrConflictedMeanwhile_IsReplaced()
    {
        var panel = await new PanelSample(Together, Experts(6)).StartAsync();
        await SeatAsync(panel, "e2", "e4", "e6");
        var day = BeijingTime.Day(ReviewSample.Opened);
        panel.Staff(Experts(6).Select(expert => expert.Id switch
        {
            "e2" => expert with { AwayFrom = day, AwayTo = day, Delegate = "e1" },
            "e4" => expert with { Relations = [ReviewSample.Applied.Applicant.Organisation.Value] },
            _ => expert,
        }));
        await panel.CheckAsync();

        var asked = await panel.AskedAsync(PanelTimes.Declaring);
        Assert.Equal(3, asked.Count);
        Assert.Contains("e1", asked);
        Assert.Contains("e6", asked);
        Assert.DoesNotContain("e2", asked);
        Assert.DoesNotContain("e4", asked);
    }

    [Fact]
    public async Task Stage_NoPlanInTime_DrawsAlone()
    {
        var panel = await new PanelSample(Together, Experts(5)).StartAsync();
        await panel.WaitAsync();

        Assert.Equal(3, (await panel.AskedAsync(PanelTimes.Declaring)).Count);
        Assert.Empty(await WaitingAsync(panel));
    }

    [Fact]
    public async Task Stage_WithdrawnWhileItWaits_LeavesTheListOnce()
    {
        var panel = await new PanelSample(Together, Experts(5)).StartAsync();
        await panel.Bench.Store.ChangeApplicationAsync(
            ReviewSample.Id, application => WithdrawApplication.Decide(application, "applicant-1", panel.Bench.Time.GetUtcNow()),
            Cancellation);

        Assert.Equal(StageOutcome.Withdrawn, await panel.CheckAsync());
        Assert.Equal(StageOutcome.Withdrawn, await panel.CheckAsync());
        Assert.Empty(await WaitingAsync(panel));
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(PanelWaitEnded));
    }

    private static Task SeatAsync(PanelSample panel, params string[] experts)
    {
        var plan = new PanelPlan(
            PanelPlan.IdOf(ReviewSample.Applied, Stage), PlanState.Deployed, 1, ReviewSample.Opened, ReviewSample.Opened,
            [new PlannedPanel(ReviewSample.Id, "Title", experts)]);
        return panel.Bench.Store.ChangeAsync(
            PanelAggregate.Kind, ReviewSample.Id, state => SeatPanel.Decide(state, plan, plan.Panels[0]), Cancellation);
    }

    private static async Task<IReadOnlyList<string>> WaitingAsync(PanelSample panel)
    {
        var waiting = new List<string>();
        await foreach (var line in panel.Bench.Lists.ReadAllAsync(
            PanelPlanIndex.Waiting, PanelPlan.IdOf(ReviewSample.Applied, Stage), Cancellation)) waiting.Add(line.Application);
        return waiting;
    }
}
