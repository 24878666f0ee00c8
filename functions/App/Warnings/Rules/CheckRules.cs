using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Looks at every active rule and scope, and brings each scope's warning to what its figures say.</summary>
public sealed class CheckRulesActivity(
    AggregateStore store, FiguresDesk statistics, RuleCatalogue catalogue, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>Requester of what rules suggest.</summary>
    public const string Actor = nameof(CheckRulesActivity);

    /// <summary>Months that are over, of which the newest with enough reports counts.</summary>
    private const int Months = 3;

    /// <summary>Safe to run twice and at once: a scope's state is committed first, and its suggestion is the same at each try.</summary>
    [Function(nameof(CheckRulesActivity))]
    public async Task RunAsync([ActivityTrigger] RuleRun run, CancellationToken cancellation)
    {
        var rules = await ActiveAsync(cancellation);
        if (rules.Count == 0) return;
        var by = new Acting(Actor, time.GetUtcNow(), options.Value.Publication);
        var periods = Period.Of(BeijingTime.Day(by.At)).Before.Back(Months).ToList();
        var figures = await statistics.ReadAsync(
            rules.SelectMany(rule => periods.SelectMany(period => TakeReading.Needs(rule.Watched, period))), cancellation);
        foreach (var rule in rules)
        {
            foreach (var scope in rule.Scopes)
            {
                var readings = periods.ConvertAll(period => TakeReading.Of(rule, scope, period, figures));
                await CheckAsync(rule, scope, readings, by, cancellation);
            }
        }
    }

    private async Task CheckAsync(
        IndicatorRule rule, Scope scope, IReadOnlyList<Reading> readings, Acting by, CancellationToken cancellation)
    {
        if (readings.All(reading => reading.Value is null)) return;
        var id = Watch.IdOf(rule.Id, scope);
        var seen = (await store.FindAsync(Watch.Kind, id, cancellation))?.State.Episode?.Signal.WarningId;
        var warning = seen is null ? null : (await store.FindAsync(WarningAggregate.Kind, seen, cancellation))?.State.Warning;
        var watch = await store.PutAsync(
            Watch.Kind, id, current => UpdateWatch.Decide(current, rule, scope, readings, seen, warning, by), cancellation);
        if (watch.State.Episode is { } episode) await SuggestAsync(episode, by, cancellation);
    }

    private async Task SuggestAsync(Episode episode, Acting by, CancellationToken cancellation)
    {
        var id = episode.Signal.WarningId;
        if (episode.Suggestion is { } suggestion)
        {
            await store.ChangeWarningAsync(id, state => SuggestChange.Decide(state, suggestion, by), cancellation);
        }
        else if (episode.Signal.Expires > by.At)
        {
            await store.PutAsync(
                WarningAggregate.Kind, id, current => DraftWarning.Decide(current, episode.Signal, by), cancellation);
        }
    }

    private async Task<IReadOnlyList<IndicatorRule>> ActiveAsync(CancellationToken cancellation)
    {
        var active = new List<IndicatorRule>();
        foreach (var rule in catalogue.Newest)
        {
            var state = (await store.FindAsync(RuleSwitch.Kind, RuleSwitch.IdOf(rule.Id), cancellation))?.State;
            if (state?.Version is { } version && catalogue.Find(rule.Id, version) is { } chosen) active.Add(chosen);
        }

        return active;
    }
}
