using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;
using Microsoft.Extensions.Options;

namespace App.Tests.Warnings.Rules;

/// <summary>The rules of the app over stores in memory, on 2 March 2026.</summary>
internal sealed class MemoryRules
{
    private readonly StoreUnderTest under = new(ReportAggregate.Kind, WarningAggregate.Kind, Watch.Kind, RuleSwitch.Kind);
    private readonly RuleCatalogue catalogue = RuleCatalogue.LoadEmbedded();

    public AggregateStore Store => under.Store;

    public Lists Lists => under.Lists;

    public RulePageHttp Pages => new(Desk, RenderedPage.Site());

    public RuleHttp Http => new(Desk, Store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IOptions<WarningOptions> Settings { get; } = Options.Create(new WarningOptions());

    private FiguresDesk Statistics => new(Lists);

    private RuleDesk Desk => new(Store, Lists, Statistics, catalogue, Settings, under.Time);

    public Acting By() => new("machine", under.Time.GetUtcNow(), Sample.Settings);

    public Task CheckAsync() =>
        new CheckRulesActivity(Store, Statistics, catalogue, Settings, under.Time).RunAsync(RuleRun.Of(By().At), Cancellation);

    public Task ActivateAsync(int? version = 1) =>
        Desk.ActivateAsync("orders-falling", new ActivationBody(version, "Why"), "admin", default, Cancellation);

    public Task<IReadOnlyList<SealedFact>> SwitchFactsAsync(string rule) =>
        Store.ReadFactsAsync(FunctionsApp.Platform.Topology.RulesTable, RuleSwitch.IdOf(rule), Cancellation);

    public async Task<IReadOnlyList<Watch>> WatchesAsync() =>
        (await Lists.ReadPageAsync(Watch.OfRule, "orders-falling", null, 100, Cancellation)).Items;

    /// <summary>Each of some organisations reports the same orders in one sector and district.</summary>
    public async Task ReportAsync(string period, decimal orders, int organisations = 6)
    {
        for (var number = 0; number < organisations; number++)
        {
            var (code, month) = (CodeOf(number), Period.Find(period)!.Value);
            var command = new ReportCommand(code, null, month, "lin");
            await Store.PutAsync(ReportAggregate.Kind, ReportAggregate.IdOf(code, month), current => SubmitReport.Decide(
                current, command, [new ReportLine("it", "440305", [new Figure("orders", orders)])], By().At), Cancellation);
        }
    }

    public async Task<IReadOnlyList<Warning>> DraftsAsync()
    {
        var drafts = new List<Warning>();
        await foreach (var line in Lists.ReadAllAsync(WarningIndex.ToVerify, WarningIndex.Staff, Cancellation))
        {
            drafts.Add((await Store.GetWarningAsync(line.Id, Cancellation)).State);
        }

        return drafts;
    }

    /// <summary>A code with both its check characters.</summary>
    private static CreditCode CodeOf(int number) => (
        from organisation in CreditCode.Alphabet + "X"
        from check in CreditCode.Alphabet
        let code = CreditCode.Find($"91440300MA5EXA{number:D2}{organisation}{check}")
        where code is not null
        select code).First();
}
