namespace FunctionsApp.Panels.Plans;

/// <summary>The seats that are given so far; each new one is given along the cheapest path, which may move others.</summary>
/// <remarks>
/// A step of a path moves one application from one expert to another. Its cost is the difference of their mismatches; of the applications
/// that can make the step the cheapest one does. Potentials keep all steps at 0 or more, so that Dijkstra's search finds the path; among
/// paths of one cost it takes the shortest, which moves no application back and forth.
/// </remarks>
internal sealed class SeatFlow
{
    /// <summary>In place of a mismatch: a conflict.</summary>
    public const int Never = -1;

    // Applications × seats × the largest mismatch stays below: 5,400 × 15 × 100 is 8 million.
    private const long LoadCost = 1L << 24;
    private const long Unreached = long.MaxValue;

    /// <summary>Bits that count the steps of a path.</summary>
    private const int Steps = 12;

    private readonly int[][] mismatch;
    private readonly int[] organisation;
    private readonly PanelCall call;
    private readonly List<int>[] seats;
    private readonly SortedSet<int>[] given;
    private readonly int[] load;
    private readonly long[] potential;
    private readonly bool[] isStale;
    private readonly int[][] step;
    private readonly int[][] mover;
    private readonly long[] distance;
    private readonly bool[] isSettled;
    private readonly int[] before;

    /// <param name="mismatch">By application and expert; <see cref="Never"/> for a conflict.</param>
    public SeatFlow(int[][] mismatch, IReadOnlyList<SeatExpert> experts, PanelCall call)
    {
        (this.mismatch, this.call) = (mismatch, call);
        var names = experts.Select(expert => expert.Organisation).OfType<string>().Distinct().ToList();
        organisation = [.. experts.Select(expert => expert.Organisation is { } name ? names.IndexOf(name) : -1)];
        load = [.. experts.Select(expert => expert.Load)];
        seats = [.. mismatch.Select(_ => new List<int>(call.Seats))];
        given = [.. experts.Select(_ => new SortedSet<int>())];
        (potential, distance, before) = (new long[experts.Count], new long[experts.Count], new int[experts.Count]);
        (isStale, isSettled) = ([.. experts.Select(_ => true)], new bool[experts.Count]);
        step = [.. experts.Select(_ => new int[experts.Count])];
        mover = [.. experts.Select(_ => new int[experts.Count])];
    }

    public IReadOnlyList<int> ExpertsOf(int application) => seats[application];

    /// <summary>Gives the application one more expert, where one can be had.</summary>
    public void Seat(int application)
    {
        if (Search(application) is not (var last, var cost)) return;
        for (var expert = 0; expert < load.Length; expert++)
        {
            if (isSettled[expert] && distance[expert] >> Steps < cost) potential[expert] += (distance[expert] >> Steps) - cost;
        }

        load[last]++;
        var to = last;
        for (; before[to] >= 0; to = before[to]) Move(mover[before[to]][to], before[to], to);
        Change(application, () =>
        {
            seats[application].Add(to);
            given[to].Add(application);
        });
    }

    /// <summary>The expert at whom the cheapest path ends, and its cost beside the cheapest first step; null where none does.</summary>
    private (int Last, long Cost)? Search(int application)
    {
        var least = Unreached;
        for (var expert = 0; expert < load.Length; expert++)
        {
            (isSettled[expert], before[expert]) = (false, -1);
            distance[expert] = MayTake(application, expert, -1)
                ? (mismatch[application][expert] - potential[expert]) << Steps : Unreached;
            least = Math.Min(least, distance[expert]);
        }

        if (least == Unreached) return null;
        for (var expert = 0; expert < load.Length; expert++)
        {
            if (distance[expert] != Unreached) distance[expert] -= least;
        }

        var (last, best) = (-1, Unreached);
        while (Nearest() is { } next && distance[next] < best)
        {
            isSettled[next] = true;
            if (load[next] < call.MostPerExpert)
            {
                var end = distance[next] + ((potential[next] + (((2L * load[next]) + 1) * LoadCost)) << Steps);
                if (end < best) (last, best) = (next, end);
            }

            Relax(next);
        }

        return last < 0 ? null : (last, best >> Steps);
    }

    private int? Nearest()
    {
        var nearest = -1;
        for (var expert = 0; expert < load.Length; expert++)
        {
            if (isSettled[expert] || distance[expert] == Unreached) continue;
            if (nearest < 0 || distance[expert] < distance[nearest]) nearest = expert;
        }

        return nearest < 0 ? null : nearest;
    }

    private void Relax(int from)
    {
        if (isStale[from]) Refresh(from);
        var (steps, movers, here) = (step[from], mover[from], distance[from] + (potential[from] << Steps) + 1);
        for (var to = 0; to < load.Length; to++)
        {
            if (isSettled[to] || movers[to] < 0) continue;
            var there = here + ((steps[to] - potential[to]) << Steps);
            if (there < distance[to]) (distance[to], before[to]) = (there, from);
        }
    }

    /// <summary>For each other expert the application that passes there at the least cost.</summary>
    private void Refresh(int from)
    {
        isStale[from] = false;
        Array.Fill(mover[from], -1);
        foreach (var application in given[from])
        {
            for (var to = 0; to < load.Length; to++)
            {
                if (!MayTake(application, to, from)) continue;
                var cost = mismatch[application][to] - mismatch[application][from];
                if (mover[from][to] < 0 || cost < step[from][to]) (step[from][to], mover[from][to]) = (cost, application);
            }
        }
    }

    /// <param name="leaving">The expert whose seat it would be; -1 for a new seat.</param>
    private bool MayTake(int application, int expert, int leaving)
    {
        if (mismatch[application][expert] == Never) return false;
        var colleagues = 0;
        foreach (var seated in seats[application])
        {
            if (seated == expert) return false;
            if (seated != leaving && organisation[seated] >= 0 && organisation[seated] == organisation[expert]) colleagues++;
        }

        return colleagues < call.MostPerOrganisation;
    }

    private void Move(int application, int from, int to) => Change(application, () =>
    {
        seats[application].Remove(from);
        seats[application].Add(to);
        given[from].Remove(application);
        given[to].Add(application);
    });

    private void Change(int application, Action change)
    {
        foreach (var expert in seats[application]) isStale[expert] = true;
        change();
        foreach (var expert in seats[application]) isStale[expert] = true;
    }
}
