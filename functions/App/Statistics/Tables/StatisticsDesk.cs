using System.Globalization;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Releases;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Statistics.Tables;

/// <summary>The released statistics, as anyone reads them. What is not released is not known here.</summary>
public sealed class StatisticsDesk(AggregateStore store, Lists lists, ReleaseStore files)
{
    /// <summary>What is released, the latest moment first.</summary>
    public async Task<IReadOnlyList<ReleaseItem>> ReleasedAsync(CancellationToken cancellation)
    {
        var released = new List<ReleaseItem>();
        await foreach (var item in lists.ReadAllAsync(ReleaseIndex.Released, ReleaseIndex.Public, cancellation)) released.Add(item);
        return released;
    }

    /// <summary>The release that a request names; that of the latest month where it names none, null where there is none yet.</summary>
    /// <exception cref="ProblemException">invalid-field: the same for what is no period and for what is not released.</exception>
    public static ReleaseItem? Asked(HttpRequest request, IReadOnlyList<ReleaseItem> released)
    {
        var latest = released.FirstOrDefault(item => Period.Find(item.Period) is not null);
        if (request.Query["period"].ToString() is not { Length: > 0 } named) return latest ?? released.FirstOrDefault();
        return released.FirstOrDefault(item => item.Period == named) ?? throw PlatformProblems.Invalid(
            "period", $"应为已公布的统计期，最近的月份为 {latest?.Period ?? "—"}",
            $"must be a period that is released; the latest month is {latest?.Period ?? "—"}");
    }

    /// <summary>As the release was at the revision that a request names; as it is where it names none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public async Task<ReleaseItem> RevisionAsync(HttpRequest request, ReleaseItem latest, CancellationToken cancellation)
    {
        if (request.Query["revision"].ToString() is not { Length: > 0 } named) return latest;
        if (!int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > latest.Revision)
        {
            throw PlatformProblems.Invalid(
                "revision", $"应为 0（首次发布）至 {latest.Revision}", $"must be 0, as first released, to {latest.Revision}");
        }

        if (number == latest.Revision) return latest;
        var id = ReleaseAggregate.IdOf(ReleasePeriod.Find(latest.Period)!.Value);
        var revision = (await store.GetAsync(ReleaseAggregate.Kind, id, cancellation)).State.Revisions[number];
        return latest with { Revision = number, At = revision.At, Coverage = revision.Coverage, Tables = revision.Tables };
    }

    /// <summary>The indicator that a request names; the first where it names none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Indicator IndicatorOf(HttpRequest request)
    {
        if (request.Query["indicator"].ToString() is not { Length: > 0 } named) return Indicators.All[0];
        var codes = string.Join(", ", Indicators.All.Select(indicator => indicator.Code));
        return Indicators.All.FirstOrDefault(indicator => indicator.Code == named)
            ?? throw PlatformProblems.Invalid("indicator", $"取自 {codes}", $"must be one of {codes}");
    }

    /// <summary>Every indicator's table.</summary>
    public Task<IReadOnlyList<PublishedTable>> TablesAsync(ReleaseItem release, CancellationToken cancellation) =>
        files.TablesAsync(release.Period, release.Tables, cancellation);

    public async Task<PublishedTable> TableAsync(ReleaseItem release, Indicator indicator, CancellationToken cancellation) =>
        (await TablesAsync(release, cancellation)).FirstOrDefault(table => table.Indicator == indicator.Code)
            ?? new PublishedTable(indicator.Code, []);
}
