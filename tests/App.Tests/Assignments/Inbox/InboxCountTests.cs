using App.Tests.Fixtures;
using App.Tests.Pages;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Inbox;

/// <summary>The count behind the menu's entry, on whatever page.</summary>
public sealed class InboxCountTests
{
    private static readonly MenuEntry Entry = new(1, "/inbox", InboxTexts.Inbox, MenuAudience.Staff, typeof(InboxCount));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1")]
    [InlineData(99, "99")]
    [InlineData(100, "99+")]
    public async Task Menu_OfAnOfficer_CountsWhatWaits(int waiting, string? count)
    {
        var lists = new Lists(new MemoryTables());
        await lists.UpdateAsync(
            new LineSubject("Polls", "p1"),
            [.. Enumerable.Range(1, waiting).SelectMany(round => AssignmentIndex.Part.Lines(
                [Assignment(1, "a", ask: Lunch with { Round = round })]))],
            [], Cancellation);

        var page = await RenderAsync(lists, "a");

        Assert.Equal(count is not null, page.Text.Contains("class=\"count\"", StringComparison.Ordinal));
        if (count is not null) Assert.Contains($">{count}</span><span class=\"hidden\"> ({count} open)</span>", page.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"count\"", (await RenderAsync(lists, "b")).Html, StringComparison.Ordinal);
    }

    /// <summary>The page that explains an outage has the menu, too.</summary>
    [Fact]
    public async Task Menu_WhileStorageIsAway_HasNoCount()
    {
        var tables = new Mock<TableServiceClient>();
        tables.Setup(one => one.GetTableClient(It.IsAny<string>())).Throws(new RequestFailedException(503, "away"));

        var page = await RenderAsync(new Lists(tables.Object), "a");

        Assert.Contains("href=\"/inbox\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"count\"", page.Html, StringComparison.Ordinal);
    }

    private static async Task<RenderedPage> RenderAsync(Lists lists, string person)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(lists);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var caller = new Caller(person, person, null, new HashSet<Role> { Role.Expert }, null, null, Language.English);
        var request = RenderedPage.Request("/", Language.English, caller);
        request.HttpContext.RequestServices = scope.ServiceProvider;
        var problem = new ProblemShown(PlatformProblems.Unavailable.With(), []);
        return await RenderedPage.OfAsync(RenderedPage.Site(Entry).Show<ProblemPage, ProblemShown>(request, problem), request);
    }
}
