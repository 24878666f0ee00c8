using App.Tests.Fixtures;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;
using Microsoft.Extensions.Options;

namespace App.Tests.Warnings.Rules;

/// <summary>The look at all rules over stores in memory: reports become one draft for each scope.</summary>
public sealed class CheckRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly StoreUnderTest under = new(ReportAggregate.Kind, WarningAggregate.Kind, Watch.Kind, RuleSwitch.Kind);
    private readonly RuleCatalogue catalogue = RuleCatalogue.LoadEmbedded();

    public CheckRulesTests() => under.Time.SetUtcNow(Now);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CheckRulesActivity Activity => new(
        under.Store, new FiguresDesk(under.Lists), catalogue, Options.Create(new WarningOptions()), under.Time);

    [Fact]
    public async Task ActiveRule_OrdersFall_DraftsOneWarningForEachScope()
    {
        await ActivateAsync();
        await ReportAsync("2026-01", 100);
        await ReportAsync("2026-02", 70);

        // Twice, and at once.
        await RunAsync();
        await Task.WhenAll(RunAsync(), RunAsync());

        var drafts = await DraftsAsync();
        Assert.Equal(2, drafts.Count);
        Assert.Equal([null, "440305"], drafts.Select(draft => draft.Scope.District).Order());
        Assert.All(drafts, draft => Assert.Equal((WarningLevel.Yellow, "it"), (draft.Level, draft.Scope.Sector)));
        var watches = (await under.Lists.ReadPageAsync(Watch.OfRule, "orders-falling", null, 100, Cancellation)).Items;
        Assert.Equal([-30m, -30m], watches.Select(watch => watch.Reading!.Value));
    }

    [Fact]
    public async Task RuleThatIsNotActive_LooksAtNothing()
    {
        await ReportAsync("2026-01", 100);
        await ReportAsync("2026-02", 10);

        await RunAsync();

        Assert.Empty(await DraftsAsync());
    }

    [Fact]
    public async Task SwitchedOff_RaisesNothingMore()
    {
        await ActivateAsync();
        await ActivateAsync(null);
        await ReportAsync("2026-01", 100);
        await ReportAsync("2026-02", 10);

        await RunAsync();

        Assert.Empty(await DraftsAsync());
    }

    [Fact]
    public async Task FewReportsOfTheNewMonth_TheMonthBeforeCounts()
    {
        await ActivateAsync();
        await ReportAsync("2025-12", 100);
        await ReportAsync("2026-01", 90);
        await ReportAsync("2026-02", 10, organisations: 3);

        await RunAsync();

        Assert.Empty(await DraftsAsync());
        var watches = (await under.Lists.ReadPageAsync(Watch.OfRule, "orders-falling", null, 100, Cancellation)).Items;
        Assert.All(watches, watch => Assert.Equal("2026-01", watch.Reading!.Period));
    }

    [Fact]
    public async Task PublishedWarning_WorseFigures_ProposeTheHigherLevelOnce()
    {
        await ActivateAsync();
        await ReportAsync("2026-01", 100);
        await ReportAsync("2026-02", 70);
        await RunAsync();
        foreach (var draft in await DraftsAsync()) await under.Store.ChangeWarningAsync(
            draft.Id, state => PublishWarning.Decide(
                VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()).Next, By()), Cancellation);

        await ReportAsync("2026-02", 50);
        await RunAsync();
        await RunAsync();

        var watch = (await under.Lists.ReadPageAsync(Watch.OfRule, "orders-falling", null, 100, Cancellation)).Items[0];
        var warning = (await under.Store.GetWarningAsync(watch.Episode!.Signal.WarningId, Cancellation)).State;
        Assert.Equal((WarningLevel.Yellow, WarningLevel.Orange, 1), (warning.Level, warning.Proposed!.Level, warning.Rounds));
    }

    private Acting By() => new("machine", under.Time.GetUtcNow(), Sample.Settings);

    private Task RunAsync() => Activity.RunAsync(RuleRun.Of(Now), Cancellation);

    private Task ActivateAsync(int? version = 1) => under.Store.PutAsync(
        RuleSwitch.Kind, RuleSwitch.IdOf("orders-falling"),
        current => ActivateRule.Decide(
            current, catalogue.Find("orders-falling")!, catalogue, new ActivationBody(version, "Why"), By()), Cancellation);

    private async Task ReportAsync(string period, decimal orders, int organisations = 6)
    {
        for (var number = 0; number < organisations; number++)
        {
            var (code, month) = (CodeOf(number), Period.Find(period)!.Value);
            var command = new ReportCommand(code, null, month, "lin");
            await under.Store.PutAsync(ReportAggregate.Kind, ReportAggregate.IdOf(code, month), current => SubmitReport.Decide(
                current, command, [new ReportLine("it", "440305", [new Figure("orders", orders)])], Now), Cancellation);
        }
    }

    /// <summary>A code with both its check characters.</summary>
    private static CreditCode CodeOf(int number) => (
        from organisation in CreditCode.Alphabet + "X"
        from check in CreditCode.Alphabet
        let code = CreditCode.Find($"91440300MA5EXA{number:D2}{organisation}{check}")
        where code is not null
        select code).First();

    private async Task<IReadOnlyList<Warning>> DraftsAsync()
    {
        var drafts = new List<Warning>();
        await foreach (var line in under.Lists.ReadAllAsync(WarningIndex.ToVerify, WarningIndex.Staff, Cancellation))
        {
            drafts.Add((await under.Store.GetWarningAsync(line.Id, Cancellation)).State);
        }

        return drafts;
    }
}
