using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class SupplementTests
{
    private static readonly FunctionsApp.Programmes.StageDefinition[] Stages =
        [Stage("Completeness"), Stage("District", documents: ["plan"]), Stage("Department", documents: ["budget"]), Stage("Panel", documents: ["plan", "budget"]), Stage("LeadingGroup")];

    [Fact]
    public void StagesToRepeat_ChangeTouchesAnEarlierStage_AsksItAgain() =>
        Assert.Equal(["Completeness", "District", "Panel"], Supplement.StagesToRepeat(Stages, "Panel", ["plan"]));

    [Fact]
    public void StagesToRepeat_ChangeTouchesNoneWithDocuments_AsksThoseThatJudgeAllAndTheReturning() =>
        Assert.Equal(["Completeness", "Panel"], Supplement.StagesToRepeat(Stages, "Panel", ["photo"]));

    [Fact]
    public void StagesToRepeat_LaterStages_AreNotAmongThem() => Assert.Equal(["Completeness"], Supplement.StagesToRepeat(Stages, "Completeness", ["plan", "budget"]));

    [Fact]
    public void StagesToRepeat_NothingChanged_AsksTheReturningStageOnly() => Assert.Equal(["Panel"], Supplement.StagesToRepeat(Stages, "Panel", []));

    [Fact]
    public void StagesToRepeat_UnknownStage_Throws() => Assert.Throws<ArgumentException>(() => Supplement.StagesToRepeat(Stages, "Grant", ["plan"]));
}
