using FunctionsApp.City;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Tables;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Reads rules with what they found, tests them over past months, and switches them.</summary>
public sealed class RuleDesk(
    AggregateStore store, Lists lists, FiguresDesk statistics, RuleCatalogue catalogue, IOptions<WarningOptions> options,
    TimeProvider time)
{
    /// <summary>Months that a back-test looks at.</summary>
    public const int Months = 12;

    /// <summary>The newest version.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    public IndicatorRule Get(string id) => catalogue.Find(id) ?? throw PlatformProblems.NotFound.With();

    /// <summary>All rules with what they found.</summary>
    public async Task<IReadOnlyList<RuleView>> ReadAllAsync(CancellationToken cancellation)
    {
        var rules = new List<RuleView>();
        foreach (var rule in catalogue.Newest) rules.Add((await ReadAsync(rule, cancellation)).View);
        return rules;
    }

    /// <summary>A rule with what it found. The tag is its activation's; null while no administrator has switched it.</summary>
    public async Task<(RuleView View, string? ETag)> ReadAsync(IndicatorRule rule, CancellationToken cancellation)
    {
        var stored = await store.FindAsync(RuleSwitch.Kind, RuleSwitch.IdOf(rule.Id), cancellation);
        return (RuleView.Of(rule, stored?.State, await ReadWatchesAsync(rule, cancellation)), stored?.ETag);
    }

    /// <summary>In the order of sectors and districts; those without a value yet are left out.</summary>
    private async Task<IReadOnlyList<Watch>> ReadWatchesAsync(IndicatorRule rule, CancellationToken cancellation)
    {
        var watches = new Dictionary<(string, string?), Watch>();
        await foreach (var watch in lists.ReadAllAsync(Watch.OfRule, rule.Id, cancellation))
        {
            watches[(watch.Sector, watch.District)] = watch;
        }

        return
        [
            .. from sector in Sectors.All
               from district in Districts.All.Select(district => district.Code).Prepend(null)
               where watches.ContainsKey((sector.Code, district))
               select watches[(sector.Code, district)],
        ];
    }

    /// <exception cref="ProblemException">not-found, invalid-field, precondition-failed.</exception>
    public async Task<(RuleView View, string? ETag)> ActivateAsync(
        string id, ActivationBody body, string actor, Precondition precondition, CancellationToken cancellation)
    {
        var (rule, by) = (Get(id), new Acting(actor, time.GetUtcNow(), options.Value.Publication));
        var stored = await store.PutAsync(
            RuleSwitch.Kind, RuleSwitch.IdOf(id), current => ActivateRule.Decide(current, rule, catalogue, body, by), cancellation,
            precondition);
        return (RuleView.Of(rule, stored.State, await ReadWatchesAsync(rule, cancellation)), stored.ETag);
    }

    /// <exception cref="ProblemException">invalid-field.</exception>
    public async Task<BackTest> TestAsync(IndicatorRule rule, BackTestBody body, CancellationToken cancellation)
    {
        var (tested, scope) = BackTest.With(rule, body);
        var periods = Period.Of(BeijingTime.Day(time.GetUtcNow())).Before.Back(Months).Reverse().ToList();
        var figures = await statistics.ReadAsync(
            periods.SelectMany(period => TakeReading.Needs(tested.Watched, period)), cancellation);
        return BackTest.Of(tested, scope, periods.Select(period => TakeReading.Of(tested, scope, period, figures)));
    }
}
