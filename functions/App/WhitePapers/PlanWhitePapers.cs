using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.WhitePapers;

/// <summary>Which papers are to be made, or are under way.</summary>
public sealed class PlanWhitePapers(AggregateStore store, StatisticsDesk statistics, TimeProvider time)
{
    /// <summary>What was released before is history: no paper is made of it any more.</summary>
    private const int Months = 12;

    /// <summary>A run for each released quarter and year without a published paper.</summary>
    public async Task<IReadOnlyList<WhitePaperRun>> ReadAsync(CancellationToken cancellation)
    {
        var runs = new List<WhitePaperRun>();
        foreach (var release in await ReleasesAsync(cancellation))
        {
            if (Decide(release, await FindLatestAsync(release.Period, cancellation)) is { } run) runs.Add(run);
        }

        return runs;
    }

    /// <summary>The latest edition of each paper that is made, or was.</summary>
    public async Task<IReadOnlyList<WhitePaper>> LatestAsync(CancellationToken cancellation)
    {
        var papers = new List<WhitePaper>();
        foreach (var release in await ReleasesAsync(cancellation))
        {
            if (await FindLatestAsync(release.Period, cancellation) is { } paper) papers.Add(paper);
        }

        return papers;
    }

    /// <summary>The latest edition of a period's paper; null for none.</summary>
    public async Task<WhitePaper?> FindLatestAsync(string period, CancellationToken cancellation)
    {
        WhitePaper? latest = null;
        while (await store.FindAsync(
            WhitePaperAggregate.Kind, WhitePaper.IdOf(period, (latest?.Edition ?? 0) + 1), cancellation) is { State: { } next })
        {
            latest = next.Paper;
        }

        return latest;
    }

    /// <summary>Null where nothing is to do: it is published, or rejected and the statistics are what they were.</summary>
    /// <param name="latest">Edition; null for none.</param>
    public static WhitePaperRun? Decide(ReleaseItem release, WhitePaper? latest) => latest switch
    {
        null => new(release.Period, 1),
        { Status: WhitePaperStatus.Published } => null,
        // An editor refused these figures, and none wants another paper of them; where no one answered, another is asked.
        { Status: WhitePaperStatus.Rejected, Approval: not null, Reopened: null } when latest.Tables == release.Tables => null,
        { Status: WhitePaperStatus.Rejected } => new(release.Period, latest.Edition + 1),
        _ => new(release.Period, latest.Edition),
    };

    private async Task<IReadOnlyList<ReleaseItem>> ReleasesAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return
        [
            .. (await statistics.ReleasedAsync(cancellation)).Where(release =>
                ReleasePeriod.Find(release.Period) is { Span: not ReleaseSpan.Month } && release.Planned.AddMonths(Months) >= now),
        ];
    }
}
