using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.Warnings;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.WhitePapers;

/// <summary>A paper was made of what is released; its approval follows.</summary>
/// <param name="Content">SHA-256.</param>
public sealed record WhitePaperDrafted(string Period, int Edition, string Content) : Fact;

/// <summary>Makes a paper of the released statistics and the published warnings of its time.</summary>
public static class GatherWhitePaper
{
    /// <param name="before">Tables of the period before; empty where it is not released.</param>
    /// <param name="yearBefore">Those of the same period of the year before; likewise.</param>
    /// <param name="warnings">That were first published, whenever.</param>
    public static WhitePaperContent Content(
        ReleaseItem release, IReadOnlyList<PublishedTable> tables, IReadOnlyList<PublishedTable> before,
        IReadOnlyList<PublishedTable> yearBefore, IReadOnlyList<WarningLine> warnings)
    {
        var period = ReleasePeriod.Find(release.Period)!.Value;
        var ofTime = warnings.Where(warning => warning.CapStatus == CapStatus.Actual
            && period.Months.Contains(Period.Of(BeijingTime.Day(warning.At)))).ToList();
        return new WhitePaperContent(
            release.Period, release.At, release.Revision, release.Tables, release.Coverage,
            [.. Indicators.All.Select(indicator => new PaperIndicator(indicator.Code, Numbers(indicator)))],
            [
                .. Enum.GetValues<WarningLevel>()
                    .Select(level => new PaperWarnings(level, ofTime.Count(warning => warning.Level == level))),
            ]);

        IReadOnlyList<PaperNumber> Numbers(Indicator indicator) =>
        [
            .. from sector in Sectors.All.Select(each => each.Code).Append(null)
               let number = Find(tables, indicator, sector)
               where number is not null
               select new PaperNumber(
                   sector, number.Value, Growth(number.Value, Find(before, indicator, sector)?.Value),
                   Growth(number.Value, Find(yearBefore, indicator, sector)?.Value)),
        ];

        static PublishedNumber? Find(IReadOnlyList<PublishedTable> all, Indicator indicator, string? sector) =>
            all.FirstOrDefault(table => table.Indicator == indicator.Code)?.Find(sector, null);
    }

    /// <summary>Percent with one decimal; null where it is not known, or the earlier number is not above 0.</summary>
    public static decimal? Growth(decimal? now, decimal? earlier) =>
        now is { } value && earlier is { } last && last > 0 ? decimal.Round((value - last) * 100 / last, 1) : null;

    /// <param name="current">Null before.</param>
    public static Change<WhitePaperState> Decide(
        WhitePaperState? current, string period, int edition, string tables, string content, DateTimeOffset now) => current is not null
        ? Change.None(current)
        : Change.To(
            new WhitePaperState(
                new WhitePaper
                {
                    Id = WhitePaper.IdOf(period, edition), Period = period, Edition = edition, Tables = tables, Content = content,
                    CreatedAt = now,
                }, []),
            nameof(GatherWhitePaperActivity), new WhitePaperDrafted(period, edition, content));
}

public sealed class GatherWhitePaperActivity(
    AggregateStore store, StatisticsDesk statistics, WhitePaperStore files, Lists lists, TimeProvider time)
{
    /// <summary>Makes the paper, once: what is released or published after it is not in it. Safe to run twice.</summary>
    [Function(nameof(GatherWhitePaperActivity))]
    public async Task RunAsync([ActivityTrigger] WhitePaperRun run, CancellationToken cancellation)
    {
        if (await store.FindAsync(WhitePaperAggregate.Kind, run.PaperId, cancellation) is not null) return;
        var released = await statistics.ReleasedAsync(cancellation);
        var release = released.Single(item => item.Period == run.Period);
        var period = ReleasePeriod.Find(run.Period)!.Value;
        var warnings = new List<WarningLine>();
        await foreach (var warning in lists.ReadAllAsync(WarningIndex.Warnings, WarningIndex.Public, cancellation)) warnings.Add(warning);
        var content = GatherWhitePaper.Content(
            release, await TablesAsync(release), await TablesAsync(Of(period.Before)), await TablesAsync(Of(period.YearBefore)), warnings);
        var digest = await files.WriteAsync(content, cancellation);
        await store.PutAsync(
            WhitePaperAggregate.Kind, run.PaperId,
            current => GatherWhitePaper.Decide(current, run.Period, run.Edition, release.Tables, digest, time.GetUtcNow()), cancellation);

        ReleaseItem? Of(ReleasePeriod other) => released.FirstOrDefault(item => item.Period == $"{other}");

        async Task<IReadOnlyList<PublishedTable>> TablesAsync(ReleaseItem? item) =>
            item is null ? [] : await statistics.TablesAsync(item, cancellation);
    }
}
