using App.Tests.Assignments;
using App.Tests.Pages;
using App.Tests.Panels;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

/// <summary>What is judged and the form to decide, in the frame of all questions.</summary>
public sealed class DecisionPageTests
{
    private static readonly ProgrammeDefinition Fund = Definition(FirstStage(), Stage("District"), Stage());

    [Fact]
    public async Task Ask_HostileValues_AreEncoded()
    {
        var application = Applied with
        {
            Subject = Applied.Subject with { Title = "<script>alert(1)</script>" }, Slots =
                [Applied.Slots[0] with { FileName = "\"><img src=x>" }],
        };
        var assignment = Assignment(1) with { About = Assignment(1).About with
            { Title = new("<script>alert(1)</script>", "<script>alert(1)</script>") } };

        var page = await RenderAsync(State() with { Application = application }, assignment, token: "to\"ken");

        Assert.DoesNotContain("<script>", page.Html);
        Assert.DoesNotContain("<img", page.Html);
        Assert.Contains("&lt;script&gt;alert(1)", page.Html);
        Assert.Contains("value=\"to&quot;ken\"", page.Html);
    }

    [Theory]
    [InlineData(Language.Chinese, "计划书", "退回补正")]
    [InlineData(Language.English, "Plan", "Return for corrections")]
    public async Task Ask_EachLanguage_NamesDocumentsAndChoices(Language language, string document, string choice)
    {
        var page = await RenderAsync(State(), Assignment(1), language);

        Assert.Contains(document, page.Text);
        Assert.Contains(choice, page.Text);
    }

    [Theory]
    [InlineData(Language.Chinese, "南山检测中心", "南山区", "信息技术", "2026年3月2日（周一） 09:00", "第 1 次补正后")]
    [InlineData(Language.English, "南山检测中心", "Nanshan District", "Information technology", "2 March 2026, 09:00", "After correction 1")]
    public async Task Ask_ShowsWhoAppliesFromWhereAndWhen(Language language, params string[] shown)
    {
        var returned = Run() with { State = StageRunState.Closed, Outcome = StageOutcome.Returned, Items = [new("plan", "x")] };
        var page = await RenderAsync(State(runs: returned), Assignment(1, round: 1), language);

        Assert.All(shown, expected => Assert.Contains(expected, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_OpinionsOfClosedStages_AreShownAndThoseOfTheOpenOneAreNot()
    {
        Decision Of(string stage, int round, DecisionKind kind, string comment, params ReturnItem[] items) => new(
            Assignment(1, stage: stage, round: round).Id, stage, round, $"{stage}-officer", kind, comment, items, "digest", Opened);
        var state = State(
            null,
            [
                Of("District", 0, DecisionKind.Return, "First <b>look</b>", new ReturnItem("plan", "Add dates")),
                Of("District", 1, DecisionKind.Approve, "Fine now"),
                Of("Panel", 1, DecisionKind.Reject, "Open vote"),
            ],
            Run("District") with { State = StageRunState.Closed, Outcome = StageOutcome.Returned },
            Run("District", 1) with { State = StageRunState.Closed, Outcome = StageOutcome.Passed },
            Run("Panel", 1));
        var application = state.Application with { Supplement = new Supplement(1, [new ReturnItem("plan", "Add dates")]) };

        var page = await RenderAsync(state with { Application = application }, Assignment(1, round: 1));

        Assert.All(
            ["First &lt;b&gt;look&lt;/b&gt;", "Add dates", "Fine now", "Name of District-officer", "Returned for corrections", "Corrected"],
            expected => Assert.Contains(expected, page.Html, StringComparison.Ordinal));
        Assert.DoesNotContain("Open vote", page.Html, StringComparison.Ordinal);
        Assert.True(page.Html.IndexOf("First", StringComparison.Ordinal) < page.Html.IndexOf("Fine now", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Department", StageRunState.Closed, true)]
    [InlineData("Department", StageRunState.Open, false)]
    [InlineData(PanelSample.Stage, StageRunState.Closed, false)]
    public async Task Ask_AfterAPanel_LeadsOfficersToItsSheets(string stage, StageRunState panel, bool leads)
    {
        var state = State(null, [], Run(PanelSample.Stage) with { State = panel }, Run(stage, 1));

        var definition = Definition(
            FirstStage(), PanelSample.Definition, Stage("Department") with { Role = FunctionsApp.Identity.Role.DepartmentOfficer });
        var page = await RenderAsync(state, Assignment(1, stage: stage, round: 1), definition: definition);

        Assert.Equal(leads, page.Html.Contains($"href=\"/api/applications/{Id}/panels\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_StageAfterOthers_OffersThemInOrderToSendBackTo()
    {
        var definition = Definition(FirstStage(), Stage("District"), Stage("Department"), Stage());

        var page = await RenderAsync(State(), Assignment(1), definition: definition);
        Assert.Contains("value=\"SendBack\"", page.Html, StringComparison.Ordinal);
        var (district, department) = (page.Html.IndexOf("name=\"backTo\" value=\"District\"", StringComparison.Ordinal),
            page.Html.IndexOf("name=\"backTo\" value=\"Department\"", StringComparison.Ordinal));
        Assert.True(0 < district && district < department);
        Assert.DoesNotContain("name=\"backTo\" value=\"Completeness\"", page.Html, StringComparison.Ordinal);

        var first = await RenderAsync(State(), Assignment(1, stage: "District"), definition: definition);
        Assert.DoesNotContain("SendBack", first.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SentBackFromALaterStage_SaysByWhomAndWhy()
    {
        var definition = Definition(FirstStage(), Stage("District"), Stage());
        var decision = Decision(1, DecisionKind.SendBack) with { BackTo = "District", Comment = "Who pays the <b>rest</b>?" };
        var state = State(
            null, [decision],
            Run("District") with { State = StageRunState.Closed, Outcome = StageOutcome.Passed },
            Run() with { State = StageRunState.Closed, Outcome = StageOutcome.SentBack, BackTo = "District" });

        var page = await RenderAsync(state, Assignment(1, stage: "District", round: 1), definition: definition);

        Assert.Contains(ReviewTexts.SentBackBy.English, page.Text, StringComparison.Ordinal);
        Assert.Contains("After it was sent back to a stage (1)", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;rest", page.Html, StringComparison.Ordinal);
        Assert.Contains("Back to: ", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_StageThatChoosesInstitutions_OffersThemAllChosen()
    {
        const string code = "91440300MA5REF016D";
        var referral = new FunctionsApp.Programmes.Stages.ReferralDefinition
        {
            Name = "Referral", Title = new("融资对接", "Referral"), ChosenIn = "Panel",
            ReferTo =
            [
                new(FunctionsApp.City.CreditCode.Parse(code), new("银行", "The bank"), FunctionsApp.Programmes.Stages.InstitutionKind.Bank),
            ],
        };
        var page = await RenderAsync(State(), Assignment(1), definition: Definition(FirstStage(), Stage("District"), Stage(), referral));

        Assert.Contains("The bank", page.Text, StringComparison.Ordinal);
        Assert.Matches($"name=\"referTo\" value=\"{code}\" checked", page.Html);
        var other = await RenderAsync(
            State(), Assignment(1, stage: "District"), definition: Definition(FirstStage(), Stage("District"), Stage(), referral));
        Assert.DoesNotContain("referTo", other.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_IndustryBody_ReadsOutcomesAndWhyItIsAskedAgainButNoVotes()
    {
        var definition = Definition(
            FirstStage(), Stage("District") with { Role = FunctionsApp.Identity.Role.DistrictOfficer },
            Stage("Body") with { Role = FunctionsApp.Identity.Role.IndustryBody }, PanelSample.Definition, Stage());
        Decision Of(string stage, DecisionKind kind, string comment) => new(
            Assignment(1, stage: stage).Id, stage, 0, $"{stage}-officer", kind, comment, [], "digest", Opened);
        var state = State(
            null,
            [Of("District", DecisionKind.Approve, "A vote"), Of("Panel", DecisionKind.SendBack, "Who pays?") with { BackTo = "Body" }],
            Run("District") with { State = StageRunState.Closed, Outcome = StageOutcome.Passed },
            Run(PanelSample.Stage) with { State = StageRunState.Closed, Outcome = StageOutcome.Passed, Score = 87.25m },
            Run() with { State = StageRunState.Closed, Outcome = StageOutcome.SentBack, BackTo = "Body" });

        var page = await RenderAsync(state, Assignment(1, stage: "Body", round: 1), definition: definition);

        Assert.Contains("Who pays?", page.Text, StringComparison.Ordinal);
        Assert.Contains(ReviewTexts.Name(StageOutcome.Passed).English, page.Text, StringComparison.Ordinal);
        Assert.All(
            ["A vote", "87.25", "District-officer", "Panel-officer", "/duplicates", "/panels"],
            hidden => Assert.DoesNotContain(hidden, page.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_AfterACorrection_ShowsWhatItChanged()
    {
        Correction[] corrections = [new(1, [new CorrectedDocument("plan", 1, 3, false)], []), new(2, [], [])];

        var page = await RenderAsync(State(), Assignment(1, round: 2), corrections: corrections);

        Assert.Contains("Plan: version 1 → 3", page.Text, StringComparison.Ordinal);
        Assert.Contains(DecisionTexts.NoChange.English, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AfterAFault_KeepsWhatWasTyped()
    {
        var typed = new FormCollection(new Dictionary<string, StringValues>
        {
            ["decision"] = "Reject", ["comment"] = "Two\nlines <b>&", ["item.plan"] = "page \"3\"", ["token"] = "other",
        });
        var entered = Entered.Of(typed, ReviewProblems.ReturnItems.With());

        var page = await RenderAsync(State(), Assignment(1), entered: entered);

        Assert.Contains("Two&#xA;lines &lt;b&gt;&amp;</textarea>", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"page &quot;3&quot;\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"decision\" value=\"Reject\" checked", page.Html, StringComparison.Ordinal);
        Assert.Contains("name=\"token\" value=\"t\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(ReviewProblems.ReturnItems.Title.English, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "when everyone in this stage has decided")]
    [InlineData(false, "The stage has its outcome")]
    public async Task Answered_SaysWhatComesNext(bool isOpen, string next)
    {
        var decision = Decision(1, DecisionKind.Approve) with { Comment = "<i>ok</i>" };

        var page = await ShownQuestion.RenderAsync(
            Assignment(1), ShownPart.Of<DecisionAnswered, DecisionAnsweredShown>(new DecisionAnsweredShown(Id, decision, Fund, isOpen)),
            null);

        Assert.Contains(next, page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;ok&lt;/i&gt;", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page.Html, StringComparison.Ordinal);
    }

    private static Task<RenderedPage> RenderAsync(
        ReviewState state, Assignment assignment, Language language = Language.English, Entered? entered = null, string token = "t",
        ProgrammeDefinition? definition = null, params IReadOnlyList<Correction> corrections)
    {
        var shown = new DecisionShown(
            state, assignment, definition ?? Fund, "南山检测中心",
            person => $"Name of {person}", corrections);
        return ShownQuestion.RenderAsync(
            assignment, ShownPart.Of<DecisionAbout, DecisionShown>(shown), ShownPart.Of<DecisionInputs, DecisionShown>(shown), language,
            entered, token);
    }
}
