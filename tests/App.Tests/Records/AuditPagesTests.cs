using System.Text.Json;
using App.Tests.Pages;
using App.Tests.Panels;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Records;
using FunctionsApp.Reviews;

namespace App.Tests.Records;

public sealed class AuditPagesTests
{
    private static readonly ProgrammeDefinition Definition = ReviewSample.Catalogue(ReviewSample.Stage()).All[0];

    [Fact]
    public async Task Application_WithACompleteRecord_ShowsEachFactInWordsAndAsJson()
    {
        var page = await ShowAsync(Facts(), Language.English);

        Assert.Contains("The record is complete", page.Text, StringComparison.Ordinal);
        Assert.Contains("The application was rejected", page.Text, StringComparison.Ordinal);
        Assert.Contains("\"programme\": \"<b>p\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>p", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_WhoseFactWasChanged_ShowsWhereTheRecordBreaks()
    {
        var facts = Facts().ToList();
        facts[1] = facts[1] with { Actor = "someone else" };

        var page = await ShowAsync(facts, Language.Chinese);

        Assert.Contains("记录在第 2 条不相符。", page.Text, StringComparison.Ordinal);
        Assert.Contains("<li value=\"2\" class=\"wrong\">", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Application_WithAPanel_LeadsToItsSheetsForThoseWhoMaySeeThem(bool sees)
    {
        var facts = Facts();
        var record = FactRecord.Of("id", new FactHead(facts.Count, facts[^1].Hash), facts, RecordView.All);
        var request = RenderedPage.Request("/audit/applications/id", Language.Chinese);
        var model = new AuditedApplication(ReviewSample.Applied, PanelSample.Catalogue.All[0], record, sees) { Phases = None };

        var page = await RenderedPage.OfAsync(RenderedPage.Site().Show<AuditedApplicationPage, AuditedApplication>(request, model), request);

        Assert.Equal(
            sees, page.Text.Contains($"href=\"/api/applications/{ReviewSample.Id}/panels\">专家评分表", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_WithFilters_KeepsThemInTheFormAndTheNextPage()
    {
        var search = new AuditSearch(2026, Definition.Programme, ApplicationStatus.Approved, "440305", null);
        var line = new YearLine("id1", Definition.Programme, "<i>t", "91440300MA5EXA1291", "440305", ApplicationStatus.Approved,
            ReviewSample.Opened);
        var model = new AuditList(
            search, new Page<YearLine>([line], "next/1"),
            new Dictionary<string, LocalizedText> { [Definition.Programme] = Definition.Name }, 2026);
        var request = RenderedPage.Request("/audit", Language.English);

        var page = await RenderedPage.OfAsync(RenderedPage.Site().Show<AuditPage, AuditList>(request, model), request);

        Assert.Contains("<option value=\"Approved\" selected>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"440305\" selected>", page.Html, StringComparison.Ordinal);
        Assert.Contains("&status=Approved&district=440305&cursor=next%2F1\"", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"/api/results?programme={Definition.Programme}&year=2026&format=xlsx\" download", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/audit/applications/id1\">&lt;i&gt;t</a>", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Guides_OfAllDefinitions_AreByYear(Language language)
    {
        var definitions = ProgrammeLoader.LoadEmbedded();
        var request = RenderedPage.Request("/audit/guides", language);

        var page = await RenderedPage.OfAsync(
            RenderedPage.Site().Show<AuditedGuidesPage, AuditedGuides>(request,
                new AuditedGuides(definitions, new DateOnly(2026, 3, 2))), request);

        Assert.All(definitions, definition => Assert.Contains(definition.Name.In(language), page.Text, StringComparison.Ordinal));
        Assert.All(
            definitions.Select(definition => definition.Guide.Budget).OfType<decimal>(),
            budget => Assert.Contains(PageTexts.Money(budget).In(language), page.Text, StringComparison.Ordinal));
    }

    private static readonly ReviewPhases None = new([], 0, 0);

    private static IReadOnlyList<SealedFact> Facts() => FactChain.Append(
        "id", FactHead.Start, [new NewFact("lin", new ApplicationWithdrawn()), new NewFact("x", new ApplicationRejected("<b>p", 0))],
        ReviewSample.Opened);

    private static Task<RenderedPage> ShowAsync(IReadOnlyList<SealedFact> facts, Language language)
    {
        var record = FactRecord.Of("id", new FactHead(facts.Count, facts[^1].Hash), facts, RecordView.All);
        var request = RenderedPage.Request("/audit/applications/id", language);
        var model = new AuditedApplication(ReviewSample.Applied, Definition, record) { Phases = None };
        return RenderedPage.OfAsync(RenderedPage.Site().Show<AuditedApplicationPage, AuditedApplication>(request, model), request);
    }
}
