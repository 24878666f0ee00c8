using App.Tests.Reviews;
using FunctionsApp.Assignments;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Http;
using static App.Tests.Panels.PanelSample;

namespace App.Tests.Panels;

/// <summary>What an expert may answer, and what is refused.</summary>
public sealed class PanelAnswersTests
{
    [Fact]
    public async Task Declare_OtherWithoutText_IsRefused()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => panel.DeclareAsync("e1", ConflictChoice.Other, " "));
        Assert.Equal("#/text", Assert.Single(problem.Errors).Pointer);
        await panel.DeclareAsync("e1", ConflictChoice.Other, "A cousin.");
        Assert.Equal("A cousin.", Assert.Single((await panel.StateAsync()).Declarations).Text);
    }

    [Fact]
    public async Task Declare_Twice_TakesTheSameAndRefusesAnother()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.DeclareAsync("e1");
        await panel.DeclareAsync("e1");

        Assert.Single((await panel.StateAsync()).Declarations);
        Assert.Equal(
            "already-decided", (await Assert.ThrowsAsync<ProblemException>(() => panel.DeclareAsync("e1", ConflictChoice.Partner))).Type.Slug);
    }

    [Theory]
    [InlineData(-0.01, 50, "#/mark.innovation")]
    [InlineData(100.01, 50, "#/mark.innovation")]
    [InlineData(50, 50.005, "#/mark.feasibility")]
    public async Task Score_OutOfRange_NamesTheCriterion(double innovation, double feasibility, string pointer) =>
        Assert.Contains(pointer.Replace("mark.", "mark/", StringComparison.Ordinal), await FaultsAsync(Marks((decimal)innovation, (decimal)feasibility)));

    [Theory]
    [InlineData(49.99, true)]
    [InlineData(50, false)]
    public async Task Score_CommentBelowTheRubricsMark_IsNeeded(double mark, bool isNeeded)
    {
        var panel = await ScoringAsync();
        var form = Marks((decimal)mark, 50, why: " ");
        if (!isNeeded) await panel.ScoreAsync("e1", form);
        else Assert.Equal(
            "#/comment/innovation",
            Assert.Single((await Assert.ThrowsAsync<ProblemException>(() => panel.ScoreAsync("e1", form))).Errors).Pointer);
        Assert.Equal(isNeeded ? 0 : 1, (await panel.StateAsync()).Sheets.Count);
    }

    [Fact]
    public async Task Score_ManyFaults_NamesAllAtOnce() => Assert.Equal(
        ["#/comment", "#/mark/budget", "#/mark/feasibility", "#/mark/innovation"],
        (await FaultsAsync(new ScoreForm("token", [new MarkForm("innovation", 50), new MarkForm("innovation", 51), new MarkForm("budget", 1)])))
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task Score_AllButTheLast_SparesTheRunALook()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(70, 80, 90);

        var facts = await panel.Bench.Store.ReadFactsAsync(
            PanelAggregate.Kind.Table, ReviewSample.Id, TestContext.Current.CancellationToken);
        Assert.Equal([true, true, false], facts.Select(fact => fact.Read()).OfType<SheetRecorded>().Select(fact => fact.StillWaits));
    }

    [Theory]
    [InlineData(ConflictChoice.None, true)]
    [InlineData(ConflictChoice.Partner, false)]
    public async Task Declare_WithoutAConflict_SparesTheRunALookAndWritesTheLetterOfTheSheet(ConflictChoice conflict, bool isAsked)
    {
        var panel = await new PanelSample(Experts(4)).StartAsync();
        await panel.CheckAsync();
        await panel.DeclareAsync("e1", conflict);
        var fact = (await panel.Bench.Store.ReadFactsAsync(
            PanelAggregate.Kind.Table, ReviewSample.Id, TestContext.Current.CancellationToken))
            .Single(each => each.Type == nameof(ConflictDeclared));

        for (var delivery = 0; delivery < 2; delivery++) await panel.OnFactAsync(fact);
        await panel.CheckAsync();

        Assert.Equal(isAsked, ((ConflictDeclared)fact.Read()!).StillWaits);
        Assert.Equal(
            isAsked ? 1 : 0,
            panel.Bench.Letters.Where(letter => letter.Template == AssignmentLetters.Opened)
                .Where(letter => letter.Id.Contains(".scoring.", StringComparison.Ordinal))
                .Select(letter => letter.Id).Distinct().Count());
    }

    [Fact]
    public async Task Score_WithoutADeclaration_HasNoAssignment()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        var id = new AssignmentId(new Ask(PanelTimes.Scored, ReviewSample.Id, Stage, 0), 1);

        Assert.Equal("not-found", Refused(panel, await panel.StateAsync(), id, "e1"));
    }

    [Fact]
    public async Task Score_AnotherExpertsAssignment_IsRefused()
    {
        var panel = await ScoringAsync();
        var state = await panel.StateAsync();
        var assignment = state.Review.Assignments.Single(each => each.Ask.Kind == PanelTimes.Scored);

        Assert.Equal("not-assignee", Refused(panel, state, new AssignmentId(assignment.Ask, assignment.Number), "e2"));
    }

    [Fact]
    public async Task Score_CorrectedWhileOpen_KeepsEveryVersionAndCountsTheLast()
    {
        var panel = await ScoringAsync();
        await panel.ScoreAsync("e1", Marks(50, 50));
        await panel.ScoreAsync("e1", Marks(70, 70));
        await panel.ScoreAsync("e1", Marks(70, 70));

        var state = await panel.StateAsync();
        Assert.Equal([1, 2], state.Sheets.Select(sheet => sheet.Version).Order());
        Assert.Equal(70m, Assert.Single(state.SheetsOf(Stage, 0)).Marks[0].Points);
    }

    [Fact]
    public async Task Score_CorrectedAfterTheClose_IsRefused()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(60, 70, 80);
        await panel.CheckAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => panel.ScoreAsync("e1", Marks(1, 1)));
        Assert.Equal("already-decided", problem.Type.Slug);
        Assert.Equal(3, (await panel.StateAsync()).Sheets.Count);
    }

    private static async Task<PanelSample> ScoringAsync()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.DeclareAsync("e1");
        return panel;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(ScoreForm form)
    {
        var panel = await ScoringAsync();
        return [.. (await Assert.ThrowsAsync<ProblemException>(() => panel.ScoreAsync("e1", form))).Errors.Select(fault => fault.Pointer)];
    }

    private static string Refused(PanelSample panel, PanelState state, AssignmentId id, string person) => Assert.Throws<ProblemException>(
        () => panel.Scoring.Decide(state, id, Marks(50, 50), new Answering(person, "digest", ReviewSample.Opened))).Type.Slug;
}
