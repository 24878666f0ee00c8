using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>The look at all rules over stores in memory: reports become one draft for each scope.</summary>
public sealed class CheckRulesTests
{
    private readonly MemoryRules memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ActiveRule_OrdersFall_DraftsOneWarningForEachScope()
    {
        await memory.ActivateAsync();
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 70);

        // Twice, and at once.
        await memory.CheckAsync();
        await Task.WhenAll(memory.CheckAsync(), memory.CheckAsync());

        var drafts = await memory.DraftsAsync();
        Assert.Equal(2, drafts.Count);
        Assert.Equal([null, "440305"], drafts.Select(draft => draft.Scope.District).Order());
        Assert.All(drafts, draft => Assert.Equal((WarningLevel.Yellow, "it"), (draft.Level, draft.Scope.Sector)));
        var watches = await memory.WatchesAsync();
        Assert.Equal([-30m, -30m], watches.Select(watch => watch.Reading!.Value));
    }

    [Fact]
    public async Task RuleThatIsNotActive_LooksAtNothing()
    {
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 10);

        await memory.CheckAsync();

        Assert.Empty(await memory.DraftsAsync());
    }

    [Fact]
    public async Task SwitchedOff_RaisesNothingMore()
    {
        await memory.ActivateAsync();
        await memory.ActivateAsync(null);
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 10);

        await memory.CheckAsync();

        Assert.Empty(await memory.DraftsAsync());
    }

    [Fact]
    public async Task FewReportsOfTheNewMonth_TheMonthBeforeCounts()
    {
        await memory.ActivateAsync();
        await memory.ReportAsync("2025-12", 100);
        await memory.ReportAsync("2026-01", 90);
        await memory.ReportAsync("2026-02", 10, organisations: 3);

        await memory.CheckAsync();

        Assert.Empty(await memory.DraftsAsync());
        var watches = await memory.WatchesAsync();
        Assert.All(watches, watch => Assert.Equal("2026-01", watch.Reading!.Period));
    }

    [Fact]
    public async Task PublishedWarning_WorseFigures_ProposeTheHigherLevelOnce()
    {
        await memory.ActivateAsync();
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 70);
        await memory.CheckAsync();
        foreach (var draft in await memory.DraftsAsync()) await memory.Store.ChangeWarningAsync(
            draft.Id, state => PublishWarning.Decide(
                VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()).Next, memory.By()), Cancellation);

        await memory.ReportAsync("2026-02", 50);
        await memory.CheckAsync();
        await memory.CheckAsync();

        var watch = (await memory.WatchesAsync())[0];
        var warning = (await memory.Store.GetWarningAsync(watch.Episode!.Signal.WarningId, Cancellation)).State;
        Assert.Equal((WarningLevel.Yellow, WarningLevel.Orange, 1), (warning.Level, warning.Proposed!.Level, warning.Rounds));
    }
}
