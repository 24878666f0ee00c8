using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Panels.Plans;

public sealed class PlanPanelsTests
{
    private const string One = "91440300MA5EXA1291";
    private const string Other = "91350100M000100Y43";

    private static readonly StaffMember[] Experts =
    [
        Expert("a", "it"), Expert("b", "it") with { Organisation = CreditCode.Parse(Other) },
        Expert("c", "it") with { Organisation = CreditCode.Parse(Other) }, Expert("d", "biotech"),
        Expert("e", "it") with { Relations = [One] }, Expert("f", "it") with { Districts = ["440306"] },
    ];

    private static readonly PlanWorld World = new(
        "call.Panel", PanelSample.Definition with
        {
            AssignedTogether = true, PlanWorkingDays = 5, MostPerExpert = 2, MostPerOrganisation = 2,
        },
        [Waiting("p1"), Waiting("p2", kept: "d")], Experts, ReviewSample.Opened);

    [Fact]
    public void Propose_KnownConflictsOtherDistrictsAndOtherStages_AreNeverChosen()
    {
        var plan = Proposed();

        Assert.Equal((PlanState.Proposed, 1), (plan.State, plan.Edition));
        Assert.Equal(["p1", "p2"], plan.Panels.Select(panel => panel.Application));
        Assert.Equal(["a", "b", "c"], plan.Of("p2")!.Experts);
        Assert.DoesNotContain(plan.Panels, panel => panel.Experts.Contains("e") || panel.Experts.Contains("f"));
        // Even loads come before fields.
        Assert.Contains("d", plan.Of("p1")!.Experts);
    }

    [Theory]
    [InlineData(One, "officer@city.example", false)]
    [InlineData(null, "officer@lab.example", false)]
    [InlineData(Other, "officer@city.example", true)]
    public void RequireOutside_OfficerWithARelationOrAMailDomainOfOneThatWaits_IsRefused(string? relation, string email, bool isOutside)
    {
        var world = World with
        {
            Waiting = [World.Waiting[0] with { Ties = new ApplicantTies("Panel", 0, [], ["lab.example"]) }, World.Waiting[1]],
        };
        var officer = Expert("officer", "it") with { Email = email, Relations = relation is null ? [] : [relation] };

        var refused = Record.Exception(() => PlanPanels.RequireOutside(world, officer)) as ProblemException;

        Assert.Equal(isOutside ? null : ConflictProblems.Officer, refused?.Type);
    }

    [Fact]
    public void Propose_Again_IsTheNextEdition() =>
        Assert.Equal(2, Propose(Proposed(), World).Next.Edition);

    [Fact]
    public void Propose_TooFewExperts_CountsEmptySeats()
    {
        var change = Propose(null, World with { Experts = [.. Experts.Take(2)] });

        Assert.Equal(new PanelsProposed(1, 2, 2), Assert.Single(change.Facts).Fact);
    }

    [Fact]
    public void ChangeSeats_OtherExperts_AreKept()
    {
        var change = PlanPanels.ChangeSeats(Proposed(), "p1", ["c", "a", "b"], World, "officer");

        Assert.Equal(["a", "b", "c"], change.Next.Of("p1")!.Experts);
        Assert.True(change.Next.Of("p1")!.IsChanged);
        Assert.Equal(new PlannedPanelChanged(1, "p1"), Assert.Single(change.Facts).Fact);
        Assert.Empty(PlanPanels.ChangeSeats(change.Next, "p1", ["b", "a", "c"], World, "officer").Facts);
    }

    [Theory]
    [InlineData("a b", "experts: needs 3 experts")]
    [InlineData("a b e", "experts: e: Has declared a relation to an organisation that applies in the register")]
    [InlineData("a b f", "experts: f: Does not serve the applicant's district")]
    [InlineData("a b d", "experts: d: Takes part in another stage, or declared a conflict")]
    [InlineData("a b nobody", "experts: is no expert of this stage")]
    public void ChangeSeats_NotPermitted_NamesTheReason(string experts, string reason) =>
        Assert.Contains(reason, Refused("p2", experts, World));

    [Fact]
    public void ChangeSeats_MoreThanTheQuotas_IsRefused()
    {
        var panel = World.Panel with { MostPerExpert = 1, MostPerOrganisation = 1 };

        var reasons = Refused("p1", "a b c", World with { Panel = panel });

        Assert.Contains("experts: a: an expert judges at most 1 applications", reasons);
        Assert.Contains("experts: at most 1 experts of one organisation", reasons);
    }

    [Fact]
    public void ChangeSeats_Deployed_IsRefused()
    {
        var deployed = PlanPanels.Deploy(Proposed(), World, "officer").Next;

        Assert.Equal("plan-deployed", Assert.Throws<ProblemException>(
            () => PlanPanels.ChangeSeats(deployed, "p1", ["a", "b", "c"], World, "officer")).Type.Slug);
        Assert.Empty(PlanPanels.Deploy(deployed, World, "officer").Facts);
    }

    [Fact]
    public void Deploy_NoCompletePanel_IsRefused()
    {
        var plan = Propose(null, World with { Experts = [] }).Next;

        Assert.Equal("plan-empty", Assert.Throws<ProblemException>(() => PlanPanels.Deploy(plan, World, "officer")).Type.Slug);
    }

    [Theory]
    [InlineData("special-fund-rd-g2.Panel", "special-fund-rd", 0, "special-fund-rd-g2")]
    [InlineData("special-fund-rd-v2.Panel", "special-fund-rd", 2, null)]
    public void Parse_Id_NamesTheCall(string id, string programme, int version, string? guide) =>
        Assert.Equal((programme, version, guide, "Panel"), PanelPlan.Parse(id));

    [Theory]
    [InlineData("")]
    [InlineData("special-fund-rd.Panel")]
    [InlineData("special-fund-rd-v02.Panel")]
    [InlineData("special-fund-rd-v0.Panel")]
    [InlineData("special-fund-rd-v2.")]
    [InlineData("special-fund-rd-v2.Panel.x")]
    public void Parse_AnotherText_IsNone(string id) => Assert.Null(PanelPlan.Parse(id));

    [Fact]
    public async Task Store_PlanThatGetsShorter_LosesWhatItHadMore()
    {
        var bench = new AskingBench(ReviewSample.Opened, PanelPlanAggregate.Kind);
        var cancellation = TestContext.Current.CancellationToken;
        PlannedPanel[] panels =
            [.. Enumerable.Range(0, 150).Select(number => new PlannedPanel($"p{number:D3}", "Title", ["a", "b", "c"]))];
        var plan = new PanelPlan("call.Panel", PlanState.Proposed, 1, ReviewSample.Opened, null, panels);
        await bench.Store.PutAsync(
            PanelPlanAggregate.Kind, plan.Id, _ => Change.To(plan, "test", new PanelsProposed(1, 150, 0)), cancellation);
        Assert.Equal(150, (await bench.Store.GetAsync(PanelPlanAggregate.Kind, plan.Id, cancellation)).State.Panels.Count);

        await bench.Store.PutAsync(
            PanelPlanAggregate.Kind, plan.Id,
            _ => Change.To(plan with { Edition = 2, Panels = [.. panels.Take(10)] }, "test", new PanelsProposed(2, 10, 0)), cancellation);

        Assert.Equal(
            panels.Take(10).Select(panel => panel.Application),
            (await bench.Store.GetAsync(PanelPlanAggregate.Kind, plan.Id, cancellation)).State.Panels.Select(panel => panel.Application));
    }

    private static PanelPlan Proposed() => Propose(null, World).Next;

    private static Change<PanelPlan> Propose(PanelPlan? current, PlanWorld world) =>
        PlanPanels.Propose(current, world, PlanPanels.Choose(world), "officer");

    private static IEnumerable<string> Refused(string application, string experts, PlanWorld world) =>
        Assert.Throws<ProblemException>(() => PlanPanels.ChangeSeats(
            Proposed() with { Panels = [new("p1", "One", []), new("p2", "Two", ["a", "d"])] }, application, experts.Split(' '), world,
            "officer"))
            .Errors.Select(error => error.Message.English);

    private static StaffMember Expert(string id, string sector) => Polls.Member(id) with { Sectors = [sector], Language = "zh-CN" };

    private static WaitingPanel Waiting(string id, params string[] kept) => new(
        id, "Panel", 0, $"Title of {id}", "it", One, "440305", Language.Chinese, ApplicantTies.None, kept, ReviewSample.Opened.AddDays(7));
}
