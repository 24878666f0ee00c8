using App.Tests.Pages;
using App.Tests.Records.Dossiers;
using App.Tests.Reviews;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Documents.Versions;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Documents.Versions;

/// <summary>The page of a document's versions.</summary>
public sealed class VersionHttpTests
{
    private readonly DossierUnderTest held = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfTwoAcceptedVersions_ComparesTheLastTwoAndRecordsTheReading()
    {
        await held.HoldAsync(planName: "计划.docx");

        var page = await ShowAsync("");

        Assert.Contains("Version 1 and version 2", page.Text, StringComparison.Ordinal);
        Assert.Contains("first.pdf", page.Text, StringComparison.Ordinal);
        // Neither of these few bytes is a document whose text can be read.
        Assert.Contains(VersionTexts.Unread(TextState.Unreadable).English, page.Text, StringComparison.Ordinal);
        var facts = await held.Store.ReadFactsAsync(
            Topology.ReadingsTable, ReadingAggregate.IdOf(ReviewSample.Id), Cancellation);
        Assert.Equal([1, 2], facts.Select(fact => Assert.IsType<DocumentRead>(fact.Read()).Version));
    }

    [Fact]
    public async Task Page_OfOneVersion_HasNothingToCompare()
    {
        await held.HoldAsync();
        Assert.Contains(VersionTexts.Single.English, (await ShowAsync("", "budget")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ReadsTheApplicationOnce()
    {
        await held.HoldAsync();
        var before = held.Tables[Topology.ApplicationsTable].Queries;

        await ShowAsync("", "budget");

        Assert.Equal(1, held.Tables[Topology.ApplicationsTable].Queries - before);
    }

    [Theory]
    [InlineData("?from=1&to=9", "plan")]
    [InlineData("?from=1", "plan")]
    [InlineData("?from=x&to=2", "plan")]
    [InlineData("", "unknown")]
    public async Task Page_OfWhatIsNotThere_IsNotFound(string query, string type)
    {
        await held.HoldAsync();
        var problem = await Assert.ThrowsAsync<ProblemException>(() => ShowAsync(query, type));
        Assert.Equal(PlatformProblems.NotFound, problem.Type);
    }

    private async Task<RenderedPage> ShowAsync(string query, string type = "plan")
    {
        var request = RenderedPage.Request("/documents/x", Language.English, DossierUnderTest.Who(Role.Auditor));
        (request.Method, request.QueryString) = ("GET", new QueryString(query));
        return await RenderedPage.OfAsync(await held.Versions.ShowAsync(request, ReviewSample.Id, type, Cancellation), request);
    }
}
