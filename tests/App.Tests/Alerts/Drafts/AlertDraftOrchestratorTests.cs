using App.Tests.Fixtures;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using static App.Tests.Alerts.Drafts.MemoryAlerts;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Alerts.Drafts;

/// <summary>The orchestration from draft to publication, without any event: what the next look finds.</summary>
public class AlertDraftOrchestratorTests
{
    private readonly MemoryAlerts memory = new(Member("a", "b"), Member("b", "a"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Approved_IsPublishedAtItsTimeInEachSector()
    {
        await memory.DraftAsync("2026-03-10T09:00:00+08:00");
        var context = memory.Play((1, () => memory.AnswerAsync(Approve())));

        Assert.Equal(AlertDraftStatus.Published, await RunAsync(context));

        Assert.Equal(8 * 24, context.Hours);
        Assert.Equal(["alert-it-2026-03-10-1", "alert-biotech-2026-03-10-1"], memory.Published.Select(alert => alert.Id));
        Assert.Equal("A <b> title", memory.Published[0].Title.English);
        var item = Assert.Single(Assert.Single((await memory.Store.PageAsync("it", null, 10, Cancellation)).Items).Items);
        Assert.Equal((AlertItemKind.EditorAlert, "Text", Now.AddDays(8)), (item.Kind, item.Text!.English, item.At));
        Assert.Equal(["AlertDrafted", "AssignmentOpened", "AlertApproved", "AlertPublished"], memory.App.Facts);
    }

    [Fact]
    public async Task Run_ApprovedAfterItsTime_IsPublishedAtOnce()
    {
        await memory.DraftAsync("2026-03-02T10:00:00+08:00");
        var context = memory.Play((5, () => memory.AnswerAsync(Approve())));

        Assert.Equal(AlertDraftStatus.Published, await RunAsync(context));

        // The reminder's moment is the next look.
        Assert.Equal(33, context.Hours);
    }

    [Fact]
    public async Task Run_Rejected_IsNotPublished()
    {
        await memory.DraftAsync();

        Assert.Equal(AlertDraftStatus.Rejected, await RunAsync(memory.Play((1, () => memory.AnswerAsync(Reject("no"))))));
        Assert.Empty(memory.Published);
    }

    [Fact]
    public async Task Run_WithdrawnWhileAskedOrApproved_IsNotPublished()
    {
        await memory.DraftAsync();
        Assert.Equal(AlertDraftStatus.Withdrawn, await RunAsync(memory.Play((1, memory.WithdrawAsync))));

        var approved = new MemoryAlerts(Member("a"));
        await approved.DraftAsync("2026-03-10T09:00:00+08:00");
        var context = approved.Play((1, () => approved.AnswerAsync(Approve())), (100, approved.WithdrawAsync));
        Assert.Equal(AlertDraftStatus.Withdrawn, await AlertDraftOrchestrator.RunAsync(context, new AlertDraftRun(approved.Id)));

        Assert.Empty(memory.Published.Concat(approved.Published));
    }

    [Fact]
    public async Task Run_NobodyAnswers_RemindsPassesOnAndRejects()
    {
        await memory.DraftAsync();

        Assert.Equal(AlertDraftStatus.Rejected, await RunAsync(memory.Play()));

        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated"], memory.App.Letters.Select(letter => letter.Template));
        Assert.Equal("AlertRejected", memory.App.Facts.Last());
        Assert.Null((await memory.ReadAsync()).Draft.Approval);
    }

    [Fact]
    public async Task Run_NobodyMayApproveYet_IsAskedWhenSomeoneMay()
    {
        // The directory of a running app does not change; the author's withdrawal ends the waiting.
        var alone = new MemoryAlerts(Member("author"));
        await alone.DraftAsync();
        var context = alone.Play((49, alone.WithdrawAsync));

        Assert.Equal(AlertDraftStatus.Withdrawn, await AlertDraftOrchestrator.RunAsync(context, new AlertDraftRun(alone.Id)));
        Assert.Equal(3, context.Calls.Count(call => call.Name == nameof(OpenAssignmentsActivity)));
    }

    [Fact]
    public async Task Publish_RunTwice_MakesOneAlertASector()
    {
        await memory.DraftAsync();
        await memory.OpenAsync();
        await memory.AnswerAsync(Approve());

        Assert.Equal(["it", "biotech"], await memory.PublishAsync());
        memory.App.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["it", "biotech"], await memory.PublishAsync());

        var alert = Assert.Single((await memory.Store.PageAsync("it", null, 10, Cancellation)).Items);
        Assert.Equal(Now, alert.At);
    }

    [Fact]
    public async Task Run_BrokerAway_NextMorningPublishesIt()
    {
        await memory.DraftAsync();
        memory.App.Bus.Broken = Topology.Bulletins;
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(memory.Play((1, () => memory.AnswerAsync(Approve())))));

        Assert.True(await memory.Store.HasWorkAsync("it", Cancellation));
        Assert.Single(await memory.Store.UnpublishedAsync("it", Cancellation));
    }

    private Task<AlertDraftStatus> RunAsync(PlayedOrchestration context) =>
        AlertDraftOrchestrator.RunAsync(context, new AlertDraftRun(memory.Id));
}
