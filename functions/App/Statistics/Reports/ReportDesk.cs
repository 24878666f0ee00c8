using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Statistics.Reports;

/// <summary>A period that an organisation can report.</summary>
/// <param name="Status">Of the latest version; null while nothing was sent.</param>
/// <param name="Version">Its number.</param>
public sealed record OwnPeriod(string Period, ReportStatus? Status = null, int? Version = null, DateTimeOffset? At = null);

/// <summary>Reads and takes reports. What is written is always the caller's own: no address that writes names an organisation.</summary>
public sealed class ReportDesk(AggregateStore store, Lists lists, TimeProvider time)
{
    private const int PageSize = 50;

    public DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>The last period that is over.</summary>
    public Period Latest => Period.Of(Today).Before;

    /// <exception cref="ProblemException">no-organisation.</exception>
    public static CreditCode OwnOf(Caller caller) => caller.Organisation ?? throw ApplicationProblems.NoOrganisation.With();

    /// <exception cref="ProblemException">not-found: it is no month.</exception>
    public static Period PeriodOf(string text) => Period.Find(text) ?? throw PlatformProblems.NotFound.With();

    /// <summary>The period that a request names; the last one that is over where it names none.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public Period Asked(HttpRequest request) => request.Query["period"].ToString() is { Length: > 0 } named
        ? Period.Find(named) ?? throw PlatformProblems.Invalid("period", "应为月份，例如 2026-09", "must be a month, such as 2026-09")
        : Latest;

    public Task<Stored<ReportState>?> FindAsync(CreditCode organisation, Period period, CancellationToken cancellation) =>
        store.FindAsync(ReportAggregate.Kind, ReportAggregate.IdOf(organisation, period), cancellation);

    /// <summary>The accepted lines of the period before; empty for none.</summary>
    public async Task<IReadOnlyList<ReportLine>> BeforeAsync(CreditCode organisation, Period period, CancellationToken cancellation) =>
        (await FindAsync(organisation, period.Before, cancellation))?.State.Lines ?? [];

    /// <summary>Every period that is open, the latest first.</summary>
    public async Task<IReadOnlyList<OwnPeriod>> OwnAsync(CreditCode organisation, CancellationToken cancellation)
    {
        var reports = await lists.ReadPageAsync(
            ReportIndex.OfOrganisation, organisation.Value, null, SubmitReport.OpenMonths, cancellation);
        return
        [
            .. from month in Latest.Back(SubmitReport.OpenMonths)
               let period = month.ToString()
               let report = reports.Items.FirstOrDefault(item => item.Period == period)
               select report is null ? new OwnPeriod(period) : new OwnPeriod(period, report.Status, report.Version, report.At),
        ];
    }

    public Task<Page<ReportItem>> AcceptedAsync(Period period, string? cursor, CancellationToken cancellation) =>
        lists.ReadPageAsync(ReportIndex.AcceptedOfPeriod, $"{period}", cursor, PageSize, cancellation);

    /// <summary>The accepted report as officers and auditors read it.</summary>
    /// <exception cref="ProblemException">not-found: there is none, or the caller may not see it.</exception>
    public async Task<Stored<ReportState>> GetAcceptedAsync(
        Caller caller, string organisation, string period, CancellationToken cancellation)
    {
        var code = RequireReadable(caller, organisation);
        var stored = await FindAsync(code, PeriodOf(period), cancellation);
        return stored?.State.Accepted is null ? throw PlatformProblems.NotFound.With() : stored;
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public static CreditCode RequireReadable(Caller caller, string organisation)
    {
        var code = CreditCode.Find(organisation) ?? throw PlatformProblems.NotFound.With();
        return OrganisationAccess.For(caller, code, null).Has(Right.Report) ? code : throw IdentityProblems.Hidden();
    }

    /// <summary>Takes a version of the caller's own report.</summary>
    /// <param name="lines">All lines of the version, by the report as it is.</param>
    /// <exception cref="ProblemException">no-organisation; as <see cref="SubmitReport.Decide"/>; whatever <paramref name="lines"/> throws.
    /// </exception>
    public async Task<Stored<ReportState>> SubmitAsync(
        Caller caller, Period period, Func<ReportState?, IReadOnlyList<ReportLine>> lines, CancellationToken cancellation,
        Precondition precondition = default)
    {
        var (command, now) = (await CommandAsync(caller, period, cancellation), time.GetUtcNow());
        SubmitReport.RequireOpen(period, BeijingTime.Day(now));
        return await store.PutAsync(
            ReportAggregate.Kind, ReportAggregate.IdOf(command.Organisation, period),
            current => SubmitReport.Decide(current, command, lines(current), now), cancellation, precondition);
    }

    /// <exception cref="ProblemException">no-organisation.</exception>
    public async Task<ReportCommand> CommandAsync(Caller caller, Period period, CancellationToken cancellation)
    {
        var own = OwnOf(caller);
        var sender = caller.Email is { Length: > 0 } email ? new Reporter(email, caller.Language) : null;
        return new ReportCommand(own, (await OrganisationAsync(own, cancellation))?.Name, period, caller.Id, sender);
    }

    /// <summary>Where the caller's organisation is registered; null where it is not.</summary>
    public async Task<Organisation?> OrganisationAsync(CreditCode own, CancellationToken cancellation) =>
        (await store.FindAsync(OrganisationAggregate.Kind, own.Value, cancellation))?.State;
}
