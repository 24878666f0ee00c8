using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Missing;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace App.Tests.Statistics.Releases;

/// <summary>Reports and their releases, on tables and blobs in memory.</summary>
/// <remarks>It is 2 March 2026: the next release is that of February, on 20 March.</remarks>
internal sealed class ReleasesUnderTest
{
    /// <summary>Whose release comes next.</summary>
    public const string Month = "2026-02";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public StoreUnderTest Under { get; } = new(ReportAggregate.Kind, ReleaseAggregate.Kind, ReleaseRound.Kind);

    public MemoryBlobs Blobs { get; } = new();

    public ReleaseCalendar Calendar { get; } = new(Options.Create(new ReleaseOptions()), WorkingCalendar.Official);

    public ReleaseStore Files => new(Blobs.Client);

    public ReleaseDesk Desk => new(
        Under.Store, Files, Calendar, new FiguresDesk(Under.Lists), new MissingReports(Under.Lists), Under.Time);

    public StatisticsDesk Statistics => new(Under.Store, Under.Lists, Files);

    public StatisticsHttp Http => new(Statistics, RenderedPage.Site());

    public DateTimeOffset Planned(string period) => Calendar.Planned(ReleasePeriod.Find(period)!.Value);

    /// <summary>Accepts a report of an organisation; it replaces the one before.</summary>
    public async Task ReportAsync(
        int organisation, decimal value, string month = Month, string district = "440305", string indicator = "revenue")
    {
        var command = new ReportCommand(
            CodeOf(organisation), null, Period.Find(month)!.Value, "lin", new Reporter($"o{organisation}@x.cn", Language.English));
        ReportLine[] lines = [new("it", district, [new Figure(indicator, value, "Because.")])];
        await Under.Store.PutAsync(
            ReportAggregate.Kind, ReportAggregate.IdOf(command.Organisation, command.Period),
            current => SubmitReport.Decide(current, command, lines, Under.Time.GetUtcNow()), Cancellation);
    }

    /// <summary>The timer's tick at a moment.</summary>
    public async Task TickAsync(DateTimeOffset? at = null)
    {
        if (at is { } moment) Under.Time.SetUtcNow(moment);
        await new ReleaseTimer(Desk).ReleaseAsync(new TimerInfo(), Cancellation);
    }

    public Task<IReadOnlyList<ReleaseItem>> ReleasedAsync() => Statistics.ReleasedAsync(Cancellation);

    public async Task<PublishedTable> TableAsync(string period, int indicator = 0) => await Statistics.TableAsync(
        (await ReleasedAsync()).Single(item => item.Period == period), Indicators.All[indicator], Cancellation);

    /// <summary>Names of the published facts about releases.</summary>
    public IEnumerable<string> Facts =>
        Under.Bus.To(Topology.Facts).Select(message => message.Subject)
            .Where(name => name.StartsWith("Statistics", StringComparison.Ordinal));

    private static CreditCode CodeOf(int number)
    {
        var organisation = $"MA5EXC{number:D2}";
        var first = $"91440300{organisation}{CreditCode.OrganisationCheck(organisation)}";
        return CreditCode.Parse(first + CreditCode.CheckCharacter(first + "0"));
    }
}
