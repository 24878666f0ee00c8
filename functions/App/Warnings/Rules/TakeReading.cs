using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Computes a rule's value of figures. Changes compare the same organisations: one that comes or goes changes nothing.</summary>
public static class TakeReading
{
    private const int MonthsOfYear = 12;
    private const int Decimals = 2;

    /// <summary>Standard deviations beyond which a score says no more.</summary>
    private const double MostDeviations = 99;

    /// <param name="figures">With <see cref="Needs"/>; a period that is missing has no reports.</param>
    public static Reading Of(IndicatorRule rule, Scope scope, Period period, FiguresByPeriod figures)
    {
        var watched = rule.Watched;
        return watched.Comparison switch
        {
            Comparison.Level => Level(),
            Comparison.ChangeOnMonth => Reading(Change(period, period.Before)),
            Comparison.ChangeOnYear => Reading(Change(period, YearBefore(period))),
            Comparison.ShareOfOrganisations => Reading(Share()),
            _ => Reading(Score()),
        };

        Reading Reading(Computed computed) => new(
            $"{period}", computed.Value is { } value ? decimal.Round(value, Decimals, MidpointRounding.AwayFromZero) : null,
            computed.Organisations, computed.Missing);

        IReadOnlyDictionary<string, decimal> At(Period at) => figures.Of(watched.Indicator, scope.Sector, scope.District, at);

        Reading Level()
        {
            var (now, earlier) = (At(period), At(period.Before));
            if (now.Count < rule.Sample.Organisations) return Reading(Computed.None(now.Count, NoValue.TooFewOrganisations));
            return Reading(IsTooSmall(earlier.Keys.Count(now.ContainsKey), earlier.Count)
                ? Computed.None(now.Count, NoValue.TooSmallShare)
                : new Computed(now.Values.Sum(), now.Count));
        }

        Computed Change(Period current, Period against)
        {
            var (pairs, missing) = Matched(current, against);
            if (missing is { } why) return Computed.None(pairs.Count, why);
            var before = pairs.Sum(pair => pair.Before);
            return before <= 0
                ? Computed.None(pairs.Count, NoValue.NothingBefore)
                : new Computed((pairs.Sum(pair => pair.Now) - before) * 100 / before, pairs.Count);
        }

        Computed Share()
        {
            var (pairs, missing) = Matched(period, period.Before);
            if (missing is { } why) return Computed.None(pairs.Count, why);
            var moved = pairs.Count(pair => pair.Now != pair.Before
                && rule.Badness(pair.Now - pair.Before) * 100 >= watched.EachPercent!.Value * decimal.Abs(pair.Before));
            return new Computed(moved * 100m / pairs.Count, pairs.Count);
        }

        Computed Score()
        {
            var now = Change(period, period.Before);
            if (now.Value is not { } value) return now;
            var past = period.Before.Back(watched.Window!.Value).Select(each => Change(each, each.Before)).ToList();
            if (past.Find(each => each.Value is null) is { } gap) return gap;
            var values = past.ConvertAll(each => (double)each.Value!.Value);
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(each => (each - mean) * (each - mean)) / (values.Count - 1));
            // Less than the decimals of a change is none: the rounding of doubles would make a score of it.
            if (deviation < 0.001) return Computed.None(now.Organisations, NoValue.NoSpread);
            var score = Math.Clamp(((double)value - mean) / deviation, -MostDeviations, MostDeviations);
            return now with { Value = (decimal)score };
        }

        (IReadOnlyList<(decimal Now, decimal Before)> Pairs, NoValue? Missing) Matched(Period current, Period against)
        {
            var (now, before) = (At(current), At(against));
            var pairs = before.Where(each => now.ContainsKey(each.Key)).Select(each => (now[each.Key], each.Value)).ToList();
            return (pairs, pairs.Count < rule.Sample.Organisations ? NoValue.TooFewOrganisations
                : IsTooSmall(pairs.Count, before.Count) ? NoValue.TooSmallShare : null);
        }

        bool IsTooSmall(int matched, int before) => matched * 100 < rule.Sample.SharePercent * before;
    }

    /// <summary>The periods whose figures a rule's value of a period needs.</summary>
    public static IEnumerable<Period> Needs(Watched watched, Period period) => watched.Comparison switch
    {
        Comparison.ChangeOnYear => [period, YearBefore(period)],
        Comparison.ZScore => period.Back(watched.Window!.Value + 2),
        _ => period.Back(2),
    };

    private static Period YearBefore(Period period) => new(period.First.AddMonths(-MonthsOfYear));

    private sealed record Computed(decimal? Value, int Organisations, NoValue? Missing = null)
    {
        public static Computed None(int organisations, NoValue why) => new(null, organisations, why);
    }
}
