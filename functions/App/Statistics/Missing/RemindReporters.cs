using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Missing;

/// <summary>Reporters whose report of a month is missing were written to.</summary>
/// <param name="Missing">Organisations.</param>
/// <param name="Letters">Fewer where no address is known.</param>
public sealed record ReportersReminded(string Period, int Missing, int Letters) : Fact;

/// <summary>Writes to reporters whose report is missing some working days before the month is released, once.</summary>
public sealed class RemindReporters(
    AggregateStore store, MissingReports reports, ReleaseCalendar calendar, LetterSender letters, PublicAddress address, TimeProvider time)
{
    public const string Actor = "Reports_Remind";

    private const string Template = "report-missing";

    /// <summary>A repeated call sends nothing more; after a crash between, letters have the ids that they had.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (calendar.Reminded(now) is not { } month) return;
        var round = (await store.FindAsync(ReleaseRound.Kind, ReleaseRound.Id, cancellation))?.State;
        if (round?.Reminded == $"{month}") return;
        var (missing, sent) = ((await reports.ReadAsync(month, cancellation)).Missing, 0);
        foreach (var report in missing)
        {
            var last = await store.FindAsync(
                ReportAggregate.Kind, ReportAggregate.IdOf(report.Organisation, report.Last), cancellation);
            if (last?.State.Accepted?.Reporter is not { } reporter) continue;
            await letters.SendAsync(For(report, month, reporter), cancellation);
            sent++;
        }

        await store.PutAsync(
            ReleaseRound.Kind, ReleaseRound.Id, current => Decide(current, month, missing.Count, sent), cancellation);
    }

    /// <summary>Each month once.</summary>
    public static Change<ReleaseRound> Decide(ReleaseRound? current, Period month, int missing, int sent)
    {
        var round = current ?? new ReleaseRound(DateTimeOffset.MinValue);
        return round.Reminded == $"{month}" ? Change.None(round)
            : Change.To(round with { Reminded = $"{month}" }, Actor, new ReportersReminded($"{month}", missing, sent));
    }

    /// <summary>The same id each time it is made.</summary>
    private Letter For(MissingReport report, Period month, Reporter reporter) => new(
        Ids.From(Template, report.Organisation, $"{month}"), Template, null, reporter.Email, reporter.Language,
        new Dictionary<string, string>
        {
            ["title"] = StatisticsTexts.TitleOf(month).In(reporter.Language),
            ["organisation"] = report.Name ?? report.Organisation,
            ["due"] = BeijingTime.Text(calendar.Planned(new ReleasePeriod(ReleaseSpan.Month, month))),
            ["page"] = address.PageOf($"statistics/reports/{month}").ToString(),
        });
}
