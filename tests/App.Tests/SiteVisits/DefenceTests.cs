using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using Microsoft.Extensions.Configuration;
using static App.Tests.SiteVisits.VisitSample;

namespace App.Tests.SiteVisits;

/// <summary>What a defence does otherwise than a site visit: the panel's experts attend, and the applicant does not read who they are.</summary>
public sealed class DefenceTests
{
    private static readonly DefenceDefinition Definition = new()
    {
        Name = "Defence", Title = new LocalizedText("答辩", "Defence"), Role = Role.DepartmentOfficer, Assignees = 1, WorkingDays = 15,
        Panel = "Panel", Checklist = [new ReportPoint("answers", new LocalizedText("答辩情况", "Answers"))],
    };

    private static readonly StaffDirectory Staff = AskingBench.Directory(
    [
        Officer("o1"), Polls.Member("e1") with { Name = "Expert One" }, Polls.Member("e2") with { Name = "Expert Two" },
        Polls.Member("e3") with { HasLeft = true }, Polls.Member("e4", "91440300MA5EXA1291"), Polls.Member("x1") with { Name = "Expert X" },
    ]);

    [Fact]
    public void Experts_OfTheLastRound_AreThoseWhoseSheetsWereIn()
    {
        var review = ReviewSample.State(
        [
            Scored(1, "x1", 0), Scored(2, "e2", 1), Scored(1, "e1", 1), Scored(3, "e3", 1), Scored(4, "e4", 1),
            Scored(5, "x1", 1) with { State = AssignmentState.Lapsed },
        ]);

        Assert.Equal(["e1", "e2"], PanelExperts.Of(review, Definition, Staff));
        Assert.Empty(PanelExperts.Of(review, Definition with { Panel = null }, Staff));
        Assert.Empty(PanelExperts.Of(review, VisitSample.Definition, Staff));
        Assert.Empty(PanelExperts.Of(ReviewSample.State(), Definition, Staff));
    }

    [Fact]
    public void Offer_OfADefence_InvitesTheExpertsBesideThoseWhoAreNamed()
    {
        var state = Judged();
        var offered = OfferAppointment.Decide(state, Asked, Offer(null, "x1"), By, Definition, People).Next.Current("Defence", 0)!;

        Assert.Equal(["e1", "e2", "x1"], offered.Terms.Attendees);
        Assert.True(OfferAppointment.IsSame(offered, Offer(null, "Expert X"), state, Definition, People));
    }

    [Fact]
    public void Letters_OfADefence_NameExpertsToAttendeesAloneAndCountThemForTheApplicant()
    {
        var definition = ReviewSample.Definition(ReviewSample.FirstStage(), Definition);
        var offered = OfferAppointment.Decide(Judged(), Asked, Offer(), By, Definition, People).Next.Current("Defence", 0)!;

        var letters = VisitLetters.Of(
            offered, ReviewSample.Applied, definition, Staff, new PublicAddress(new ConfigurationBuilder().Build()));

        var own = letters.Single(letter => letter.StaffId is null);
        Assert.DoesNotContain("Expert", own.Values["details"] + own.Attachment!.Text, StringComparison.Ordinal);
        Assert.Contains("专家2人", own.Values["details"], StringComparison.Ordinal);
        Assert.Contains("Expert Two", letters.Single(letter => letter.StaffId == "e1").Values["details"], StringComparison.Ordinal);
        Assert.Equal(["e1", "e2", "o1"], letters.Select(letter => letter.StaffId).OfType<string>().Order());
    }

    [Theory]
    [InlineData("Panel", true)]
    [InlineData("Defence", false)]
    [InlineData("Completeness", false)]
    [InlineData("Nowhere", false)]
    public void Definition_PanelOfADefence_ComesBeforeIt(string panel, bool isValid)
    {
        var definition = ReviewSample.Definition(
            ReviewSample.FirstStage(), App.Tests.Panels.PanelSample.Definition, Definition with { Panel = panel });

        Assert.Equal(
            isValid,
            FunctionsApp.Programmes.DefinitionChecks.Errors([("special-fund-rd.v1.json", definition)])
                .All(error => error.Path != "$.stages[2].panel"));
    }

    private static readonly Assignment Asked = Polls.Assignment(1, "o1", ask: new Ask(VisitTimes.Offering, ReviewSample.Id, "Defence", 0));

    private static readonly Answering By = new("o1", "digest", ReviewSample.Opened);

    private static VisitPeople People => new(Staff, WorkingCalendar.Official);

    private static VisitState Judged() => new(ReviewSample.State([Scored(1, "e1", 0), Scored(2, "e2", 0)]), [], []);

    private static Assignment Scored(int number, string expert, int round) => Polls.Assignment(
        number, expert, AssignmentState.Decided, new Ask(PanelTimes.Scored, ReviewSample.Id, "Panel", round));
}
