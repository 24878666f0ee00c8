using System.Text.Json;
using App.Tests.Assignments;
using App.Tests.Panels;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class SendBackTests
{
    private static readonly ProgrammeDefinition Plain = Definition(
        FirstStage(), Stage("District"), PanelSample.Definition, Stage("Department"), Stage("LeadingGroup"));

    [Fact]
    public void Stages_BeforeOne_AreThoseOfPeopleInOrder()
    {
        Assert.Equal(["District", PanelSample.Stage, "Department"], SendBack.Stages(State(), Plain, "LeadingGroup"));
        Assert.Equal(["District"], SendBack.Stages(State(), Plain, PanelSample.Stage));
        Assert.Empty(SendBack.Stages(State(), Plain, "District"));
        Assert.Equal(["Completeness"], SendBack.Stages(State(), Definition(FirstStage(assignees: 1), Stage()), "Panel"));
    }

    [Fact]
    public void Stages_BehindASelectionOrAPublicNotice_AreNotReachedFromAfterIt()
    {
        var text = new LocalizedText("名", "Name");
        foreach (var final in new StageDefinition[]
        {
            new SelectionDefinition { Name = "Selection", Title = text, Role = FunctionsApp.Identity.Role.DepartmentOfficer },
            new PublicNoticeDefinition { Name = "PublicNotice", Title = text },
        })
        {
            var definition = Definition(FirstStage(), Stage("District"), final, Stage("Department"), Stage("LeadingGroup"));
            Assert.Equal(["Department"], SendBack.Stages(State(), definition, "LeadingGroup"));
            Assert.Empty(SendBack.Stages(State(), definition, "Department"));
        }
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    public void Stages_LimitOfTheProgramme_IsCounted(int limit, int before, bool offers)
    {
        var runs = Enumerable.Range(0, before).Select(round => SentBack("Department", round, "District")).ToList();

        Assert.Equal(offers, SendBack.Stages(State(null, null, runs), Plain with { SendBacks = limit }, "LeadingGroup").Count > 0);
    }

    [Fact]
    public void Definition_WithoutTheMember_AllowsTwo() => Assert.Equal(2, Plain.SendBacks);

    [Fact]
    public void StagesToAsk_AreTheNamedOneAndAllAfterIt() =>
        Assert.Equal([PanelSample.Stage, "Department", "LeadingGroup"], SendBack.StagesToAsk(Plain, PanelSample.Stage));

    [Fact]
    public void Earliest_OfSeveral_IsTheFirstOfTheReview()
    {
        Assert.Equal("District", SendBack.Earliest(Plain, ["Department", "District"]));
        Assert.Null(SendBack.Earliest(Plain, []));
    }

    [Fact]
    public void IsAskedAgain_OnlySinceItsRound_AndFromTheNamedStageOn()
    {
        var state = State(null, null, SentBack("LeadingGroup", 1, PanelSample.Stage));

        Assert.True(SendBack.IsAskedAgain(state, Plain, PanelSample.Stage, 0));
        Assert.True(SendBack.IsAskedAgain(state, Plain, "Department", 1));
        Assert.False(SendBack.IsAskedAgain(state, Plain, PanelSample.Stage, 2));
        Assert.False(SendBack.IsAskedAgain(state, Plain, "District", 0));
    }

    [Fact]
    public void Before_CountsCorrectionsAndSendBacksOfEarlierRounds()
    {
        var state = State(
            null, null, SentBack("LeadingGroup", 0, "District"),
            Run("District", 1) with { State = StageRunState.Closed, Outcome = StageOutcome.Returned, Items = [new("plan", "x")] },
            Run("District", 2));

        Assert.Equal([(0, 0), (0, 1), (1, 1)], Enumerable.Range(0, 3).Select(state.Before));
        Assert.Equal([new ReturnItem("plan", "x")], state.ItemsOf(1));
        Assert.Empty(state.ItemsOf(2));
    }

    [Fact]
    public void Of_NamesTheStageThatSentBackToTheOneThatIsAsked()
    {
        var state = State(null, null, SentBack("LeadingGroup", 0, "Panel"));

        Assert.Equal("LeadingGroup", SendBack.Of(state, Panel(1))?.Stage);
        Assert.Null(SendBack.Of(state, Panel(2)));
        Assert.Null(SendBack.Of(state, Panel(1) with { Step = "Department" }));
    }

    /// <summary>Reviews under way have such inputs in their histories.</summary>
    [Fact]
    public void Request_OfARoundWithoutASendingBack_IsWrittenAsBefore()
    {
        var plain = SupplementRequest.After(Request(), 1);
        var text = JsonSerializer.Serialize(plain, JsonSerializerOptions.Web);

        Assert.Equal($$"""{"applicationId":"{{Id}}","round":1,"stage":"Panel"}""", text);
        Assert.Equal(Request(), plain.Returned);
        var later = SupplementRequest.After(Request(round: 3), 1);
        Assert.Equal(later, JsonSerializer.Deserialize<SupplementRequest>(
            JsonSerializer.Serialize(later, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
        Assert.Equal(Request(round: 3), later.Returned);
    }

    [Fact]
    public async Task Run_SentBack_GivesTheStagesToAsk()
    {
        var bench = new AskingBench(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);
        var activity = new SendBackActivity(bench.Store, Catalogue(FirstStage(), Stage("District"), Stage("Department"), Stage()));
        await bench.Store.PutAsync(State(null, null, SentBack("Panel", 0, "Department")));

        Assert.Equal(["Department", "Panel"], await activity.RunAsync(Request(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => activity.RunAsync(Request(round: 1), TestContext.Current.CancellationToken));
    }

    private static StageRun SentBack(string stage, int round, string to) => Run(stage, round) with
    {
        State = StageRunState.Closed, Outcome = StageOutcome.SentBack, BackTo = to,
    };
}
