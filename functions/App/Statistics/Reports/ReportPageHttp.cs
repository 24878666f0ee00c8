using System.Globalization;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Statistics.Reports;

/// <summary>What the page of an organisation's periods shows.</summary>
/// <param name="MayReport">Whether the reader reports, or only reads.</param>
public sealed record OwnReports(IReadOnlyList<OwnPeriod> Periods, bool MayReport);

/// <summary>What the page of one's own report shows.</summary>
/// <param name="State">Null while nothing was sent.</param>
/// <param name="Jumps">What the latest version needs explained.</param>
/// <param name="Done">What was done on the page before; null for nothing.</param>
public sealed record OwnReport(
    Period Period, ReportState? State, bool MayReport, IReadOnlyList<Jump> Jumps, Entered Entered, LocalizedText? Done = null);

/// <summary>What the form of one line shows.</summary>
/// <param name="Before">The lines of the last period.</param>
public sealed record LineShown(Period Period, Entered Entered, IReadOnlyList<ReportLine> Before);

/// <summary>What the page of a period's accepted reports shows.</summary>
public sealed record AcceptedReports(Period Period, IReadOnlyList<Period> Periods, Page<ReportItem> Reports);

/// <summary>The pages of reports: the reporter's, with the form of a line, and those of the department and auditors.</summary>
public sealed class ReportPageHttp(ReportDesk desk, SitePages pages)
{
    private const string Own = "statistics/reports";
    private const string One = $"{Own}/{{period}}";
    private const string Line = $"{One}/line";
    private const string Accepted = "statistics/accepted";
    internal const string Saved = "saved";
    internal const string Received = "received";

    /// <summary>GET /statistics/reports. 200 · 403 no-organisation.</summary>
    [Function("Reports_Page")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Shows the periods that the caller's organisation can report", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Own)] HttpRequest request, CancellationToken cancellation)
    {
        var periods = await desk.OwnAsync(ReportDesk.OwnOf(request.Caller()), cancellation);
        return pages.Show<ReportsPage, OwnReports>(request, new OwnReports(periods, MayReport(request)));
    }

    /// <summary>GET /statistics/reports/{period}. 200 also where nothing was sent · 403 no-organisation · 404 no month.</summary>
    [Function("Reports_PeriodPage")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Shows what the caller's organisation reported for a period", IsListed = false)]
    public async Task<IResult> ShowPeriodAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var of = ReportDesk.PeriodOf(period);
        return await AgainAsync(request, of, Entered.Nothing, StatusCodes.Status200OK, cancellation);
    }

    /// <summary>The page of one's own report, with a form that was not taken.</summary>
    internal async Task<IResult> AgainAsync(
        HttpRequest request, Period period, Entered entered, int status, CancellationToken cancellation)
    {
        var own = ReportDesk.OwnOf(request.Caller());
        var state = (await desk.FindAsync(own, period, cancellation))?.State;
        var mayReport = MayReport(request) && SubmitReport.IsOpen(period, desk.Today);
        IReadOnlyList<Jump> jumps = state?.Latest is { Status: ReportStatus.NeedsExplanation } latest
            ? ExplainReport.Jumps(latest.Lines, await desk.BeforeAsync(own, period, cancellation)) : [];
        var done = request.Query.ContainsKey(Saved) ? StatisticsTexts.Saved
            : request.Query.ContainsKey(Received) ? StatisticsTexts.WasReceived : null;
        return pages.Show<ReportPage, OwnReport>(request, new OwnReport(period, state, mayReport, jumps, entered, done), status);
    }

    /// <summary>GET /statistics/reports/{period}/line?place=. 200 the form · 403 · 404 no month · 409 period-not-open.</summary>
    [Function("Reports_LinePage")]
    [Access(Role.Applicant)]
    [Operation("Shows the form of one line of a report", IsListed = false)]
    public async Task<IResult> ShowLineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Line)] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var (own, of) = (ReportDesk.OwnOf(request.Caller()), ReportDesk.PeriodOf(period));
        SubmitReport.RequireOpen(of, desk.Today);
        var state = (await desk.FindAsync(own, of, cancellation))?.State;
        var place = request.Query["place"].ToString();
        var line = state?.Lines.FirstOrDefault(each => EnterLine.PlaceOf(each) == place);
        var values = line is null ? await EmptyAsync(own, cancellation) : ValuesOf(line);
        values["version"] = Text(state?.Report.Accepted ?? 0);
        return await FormAsync(request, own, of, new Entered(values), StatusCodes.Status200OK, cancellation);
    }

    /// <summary>
    /// POST /statistics/reports/{period}/line. 303 to the report · 400, 409, 422 the form again, with what was typed · 403 · 404 no month.
    /// </summary>
    [Function("Reports_LineSave")]
    [Access(Role.Applicant)]
    [Operation("Puts one line into a report by the page's form, or takes it out", IsListed = false, SeesOther = true)]
    public async Task<IResult> SaveLineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Line)] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var (caller, of) = (request.Caller(), ReportDesk.PeriodOf(period));
        var own = ReportDesk.OwnOf(caller);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            if (typed["press"] == "remove")
            {
                await desk.SubmitAsync(
                    caller, of, current => EnterLine.Without(current, typed["replaces"].ToString(), Version(typed)), cancellation);
            }
            else
            {
                var form = typed.Read<LineForm>();
                var before = await desk.BeforeAsync(own, of, cancellation);
                var line = SubmitReport.Check([new LineBody(form.Sector, form.District, form.Figures)], before, _ => "").Single();
                await desk.SubmitAsync(caller, of, current => EnterLine.Into(current, line, form), cancellation);
            }

            return new SeeOther($"/{Own}/{of}?{Saved}=1");
        }, (entered, status) => FormAsync(request, own, of, entered, status, cancellation));
    }

    /// <summary>GET /statistics/accepted?period=&amp;cursor=. 200 by credit code · 400 bad-cursor, invalid-field.</summary>
    [Function("Reports_AcceptedPage")]
    [Access(Role.DepartmentOfficer, Role.Auditor)]
    [Operation("Shows the accepted reports of a period", IsListed = false)]
    public async Task<IResult> ShowAcceptedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Accepted)] HttpRequest request,
        CancellationToken cancellation)
    {
        var period = desk.Asked(request);
        var reports = await desk.AcceptedAsync(period, request.Query["cursor"], cancellation);
        return pages.Show<AcceptedReportsPage, AcceptedReports>(
            request, new AcceptedReports(period, [.. desk.Latest.Back(SubmitReport.OpenMonths).Append(period).Distinct()], reports));
    }

    /// <summary>GET /statistics/accepted/{organisation}/{period}. 200 · 404.</summary>
    [Function("Reports_AcceptedReportPage")]
    [Access(Role.DepartmentOfficer, Role.Auditor, Needs = [Right.Report])]
    [Operation("Shows an accepted report", IsListed = false)]
    public async Task<IResult> ShowAcceptedReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Accepted}/{{organisation}}/{{period}}")] HttpRequest request,
        string organisation, string period, CancellationToken cancellation) =>
        pages.Show<AcceptedReportPage, ReportState>(
            request, (await desk.GetAcceptedAsync(request.Caller(), organisation, period, cancellation)).State);

    private static bool MayReport(HttpRequest request) => request.Caller().Is(Role.Applicant);

    private static int Version(IFormCollection typed) =>
        int.TryParse(typed["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static Dictionary<string, StringValues> ValuesOf(ReportLine line)
    {
        var values = new Dictionary<string, StringValues>
        {
            ["sector"] = line.Sector, ["district"] = line.District, ["replaces"] = EnterLine.PlaceOf(line),
        };
        foreach (var (index, indicator) in Indicators.All.Index())
        {
            if (line.Figures.FirstOrDefault(figure => figure.Indicator == indicator.Code) is not { } figure) continue;
            values[$"figures.{index}.value"] = Text(figure.Value);
            if (figure.Explanation is { } explanation) values[$"figures.{index}.explanation"] = explanation;
        }

        return values;
    }

    /// <summary>With what the register has of the organisation.</summary>
    private async Task<Dictionary<string, StringValues>> EmptyAsync(City.CreditCode own, CancellationToken cancellation)
    {
        var registered = await desk.OrganisationAsync(own, cancellation);
        var values = new Dictionary<string, StringValues>();
        if (registered is not null) values["district"] = registered.District;
        if (registered?.Sectors is [var only]) values["sector"] = only;
        return values;
    }

    private async Task<IResult> FormAsync(
        HttpRequest request, City.CreditCode own, Period period, Entered entered, int status, CancellationToken cancellation) =>
        pages.Show<ReportLinePage, LineShown>(
            request, new LineShown(period, entered, await desk.BeforeAsync(own, period, cancellation)), status);
}
