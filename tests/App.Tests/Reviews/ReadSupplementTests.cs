using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReadSupplementTests
{
    private static readonly StageDefinition[] Stages =
        [FirstStage(), Stage("District", documents: ["plan"]), Stage("Department", documents: ["budget"]), Stage("Panel", documents: ["plan", "budget"]), Stage("LeadingGroup")];

    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public void StagesToAsk_ChangeTouchesAnEarlierStage_AsksItAgain() =>
        Assert.Equal(["Completeness", "District", "Panel", "LeadingGroup"], ReadSupplement.StagesToAsk(Stages, "Panel", Changed("plan")));

    [Fact]
    public void StagesToAsk_ChangeTouchesNoneWithDocuments_AsksThoseThatJudgeAllAndTheReturning() =>
        Assert.Equal(["Completeness", "Panel", "LeadingGroup"], ReadSupplement.StagesToAsk(Stages, "Panel", Changed("photo")));

    [Fact]
    public void StagesToAsk_LaterStages_AreAskedWhateverTheyJudge() => Assert.Equal(
        ["Completeness", "District", "Department", "Panel", "LeadingGroup"],
        ReadSupplement.StagesToAsk(Stages, "Completeness", Changed("photo")));

    [Fact]
    public void StagesToAsk_LastStageReturned_IsTheLastOfThem() =>
        Assert.Equal(
            ["Completeness", "Department", "Panel", "LeadingGroup"], ReadSupplement.StagesToAsk(Stages, "LeadingGroup", Changed("budget")));

    [Fact]
    public void StagesToAsk_NothingChanged_AsksFromTheReturningStageOn() =>
        Assert.Equal(["Panel", "LeadingGroup"], ReadSupplement.StagesToAsk(Stages, "Panel", Changed()));

    [Fact]
    public void StagesToAsk_UnknownStage_Throws() =>
        Assert.Throws<ArgumentException>(() => ReadSupplement.StagesToAsk(Stages, "Grant", Changed("plan")));

    [Theory]
    [InlineData(ApplicationStatus.Returned)]
    [InlineData(ApplicationStatus.Withdrawn)]
    public async Task Run_NotSubmitted_AsksNothingYet(ApplicationStatus status)
    {
        await bench.Store.PutAsync(Corrected("plan").In(status));
        var state = await RunAsync(1);

        Assert.Equal(status, state.Status);
        Assert.Empty(state.ToAsk);
    }

    [Fact]
    public async Task Run_Corrected_AsksByWhatTheRoundAskedFor()
    {
        await bench.Store.PutAsync(Corrected("plan"));
        var state = await RunAsync(1);

        Assert.Equal(ApplicationStatus.Submitted, state.Status);
        Assert.Equal(["Completeness", "District", "Panel", "LeadingGroup"], state.ToAsk);
    }

    [Fact]
    public async Task Run_RoundExtended_WritesToTheApplicantAndGivesTheNewTime()
    {
        var (state, due) = (Corrected("plan").In(ApplicationStatus.Returned), Opened.AddDays(20));
        var round = state.Application.Supplement with { Time = new SupplementTime(Opened, due, "") };
        await bench.Store.PutAsync(state with
        {
            Application = state.Application with
            {
                Supplement = round, Extensions = [new SupplementExtension(1, "Late report", "u1", Opened, due)],
            },
        });

        Assert.Equal(due, (await RunAsync(1)).Due);
        Assert.Null((await RunAsync(2)).Due);
        Assert.Equal([$"application-extended.{Id}.1"], bench.Letters.Select(letter => letter.Id));
        Assert.DoesNotContain("Late report", string.Join(' ', bench.Letters[0].Values.Values), StringComparison.Ordinal);
    }

    private static ReviewState Corrected(params IEnumerable<string> documents) => State() with
    {
        Application = Applied with { Supplement = new Supplement(1, [.. documents.Select(document => new ReturnItem(document, "x"))]) },
    };

    private Task<SupplementState> RunAsync(int round) =>
        new ReadSupplementActivity(bench.Store, Catalogue(Stages), bench.Bulletins).RunAsync(
            new SupplementRequest(Id, round, "Panel"), TestContext.Current.CancellationToken);

    [Fact]
    public void StagesToAsk_FieldChanged_AsksEarlierStagesThatJudgeItOrEveryField()
    {
        var stages = Stages.Select(stage => stage.Name == "District" ? stage with { Fields = ["team"] } : stage).ToList();
        static Touched Named(string field) => new([], [field]);

        Assert.Contains("District", ReadSupplement.StagesToAsk(stages, "Panel", Named("team")));
        Assert.DoesNotContain("District", ReadSupplement.StagesToAsk(stages, "Panel", Named("budget-table")));
        Assert.Contains("Completeness", ReadSupplement.StagesToAsk(stages, "Panel", Named("budget-table")));
    }

    /// <summary>What depends on a returned field may have changed with it: calculated and conditional fields, conditional documents.</summary>
    [Fact]
    public void Touched_OfAField_HasWhatDependsOnIt()
    {
        var definition = Programmes.Fields.ConditionSample.Definition;

        var touched = Touched.Of(new Supplement(1, [new ReturnItem(null, "r", "joint"), new ReturnItem("budget", "r")]), definition);
        Assert.Equal(["budget", "site-photos"], touched.Documents.Order());
        Assert.Equal(["joint", "partner", "partner-share", "partner-sum", "share"], touched.Fields.Order());
        Assert.Equal(["remark"], Touched.Of(new Supplement(1, [new ReturnItem(null, "r", "remark")]), definition).Fields);
    }

    private static Touched Changed(params string[] documents) => new(documents, []);
}
