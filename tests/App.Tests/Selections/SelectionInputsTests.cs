using App.Tests.Assignments;
using App.Tests.Pages;
using App.Tests.Reviews;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Selections;
using static App.Tests.Selections.SelectionSample;

namespace App.Tests.Selections;

/// <summary>The form by which an officer decides a list.</summary>
public sealed class SelectionInputsTests
{
    private static readonly ProgrammeDefinition Programme =
        ReviewSample.Definition(ReviewSample.FirstStage(), ReviewSample.Stage("Department"), ReviewSample.Stage(), Rules);

    [Theory]
    [InlineData(Language.Chinese, "退回“专家评审”")]
    [InlineData(Language.English, "Send back to \"Panel\"")]
    public async Task Ask_EachApplication_OffersTheStagesThatItMayBeSentBackTo(Language language, string choice)
    {
        var page = await RenderAsync(Proposed(Open(Candidate(1, 80), Candidate(2, 70) with { Earlier = [] })), language);

        Assert.Contains(choice, page.Text, StringComparison.Ordinal);
        Assert.Contains($"name=\"outcome.{Id(1)}\" value=\"SentBack:Department\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"outcome.{Id(2)}\" value=\"SentBack", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"SentBack\"", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Ask_DecidedList_ShowsWhatWasSentBackAndWhy(Language language)
    {
        var page = await RenderAsync(Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70))), Back(1)), language);

        Assert.Contains(SelectionTexts.Name(PlacingOutcome.SentBack).In(language), page.Text, StringComparison.Ordinal);
        Assert.Contains("The costs were not looked at.", page.Text, StringComparison.Ordinal);
    }

    private static Task<RenderedPage> RenderAsync(SelectionState state, Language language)
    {
        var asked = new SelectionAsked(state.Round, BatchView.Of(state, state.Round.Last), Programme, Officer);
        return ShownQuestion.RenderAsync(
            Asked(state), ShownPart.Of<SelectionAbout, SelectionAsked>(asked), ShownPart.Of<SelectionInputs, SelectionAsked>(asked), language);
    }
}
