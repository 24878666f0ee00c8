using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Reports;

/// <summary>A version of a report as people see it.</summary>
/// <param name="Accepted">Number of the version that counts; null while there is none.</param>
/// <param name="Faults">What is wrong with its file, the first of them.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record ReportView(
    string Organisation, string? Name, string Period, int Version, ReportStatus Status, DateTimeOffset At, int? Accepted,
    IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportFault> Faults, int FaultCount)
{
    public static ReportView Of(Report report, ReportVersion version) => new(
        report.Organisation.Value, report.Name, report.Period, version.Number, version.Status, version.At, report.Accepted, version.Lines,
        version.Faults, version.FaultCount);
}

/// <summary>Statistical reports: written by the reporter alone, read by it, the department and auditors.</summary>
public sealed class ReportHttp(ReportDesk desk, AggregateStore store)
{
    private const string Own = "api/statistics/reports";
    private const string Accepted = "api/statistics/accepted";

    /// <summary>GET /api/statistics/reports. 200 the periods that the caller's organisation can report · 403 no-organisation.</summary>
    [Function("Reports_List")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Lists the periods that the caller's organisation can report, and what it reported",
        Response = typeof(IReadOnlyList<OwnPeriod>), Problems = ["no-organisation"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Own)] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(await desk.OwnAsync(ReportDesk.OwnOf(request.Caller()), cancellation));

    /// <summary>GET /api/statistics/reports/{period}. 200 the latest version · 304 · 403 no-organisation · 404.</summary>
    [Function("Reports_Get")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Reads the latest version of the report of the caller's organisation", Response = typeof(ReportView),
        Problems = ["no-organisation", "not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Own}/{{period}}")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var stored = await desk.FindAsync(ReportDesk.OwnOf(request.Caller()), ReportDesk.PeriodOf(period), cancellation)
            ?? throw PlatformProblems.NotFound.With();
        return Answer.Ok(ReportView.Of(stored.State.Report, stored.State.Latest), stored.ETag);
    }

    /// <summary>
    /// PUT /api/statistics/reports/{period}. 200 a new version, or the same again · 201 the first · 400 invalid-field · 403 · 404 no month
    /// · 409 period-not-open, report-too-many-versions · 412 · 422 report-unexplained.
    /// </summary>
    [Function("Reports_Put")]
    [Access(Role.Applicant)]
    [Operation("Reports a period for the caller's organisation, or corrects its report", Request = typeof(ReportBody),
        Response = typeof(ReportView), Creates = true,
        Problems =
        [
            "invalid-field", "no-organisation", "not-found", "period-not-open", "report-too-many-versions", "report-unexplained",
            "precondition-failed", "stale",
        ])]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = $"{Own}/{{period}}")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var (caller, of) = (request.Caller(), ReportDesk.PeriodOf(period));
        var body = await request.ReadJsonAsync<ReportBody>(cancellation);
        var before = await desk.BeforeAsync(ReportDesk.OwnOf(caller), of, cancellation);
        var lines = SubmitReport.Check(body.Lines, before, index => $"lines.{index}.");
        var stored = await desk.SubmitAsync(caller, of, _ => lines, cancellation, request.Precondition());
        var view = ReportView.Of(stored.State.Report, stored.State.Latest);
        return stored.Changed && view.Version == 1 ? Answer.Created($"/{Own}/{of}", view, stored.ETag) : Answer.Ok(view, stored.ETag);
    }

    /// <summary>GET /api/statistics/accepted?period=&amp;cursor=. 200 a page, by credit code · 400 bad-cursor, invalid-field.</summary>
    [Function("Reports_Accepted")]
    [Access(Role.DepartmentOfficer, Role.Auditor)]
    [Operation("Lists the accepted reports of a period, of the last one where none is named", Response = typeof(Page<ReportItem>),
        Query = ["period", "cursor"], Problems = ["bad-cursor", "invalid-field"])]
    public async Task<IResult> AcceptedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Accepted)] HttpRequest request,
        CancellationToken cancellation) =>
        Answer.Ok(await desk.AcceptedAsync(desk.Asked(request), request.Query["cursor"], cancellation));

    /// <summary>GET /api/statistics/accepted/{organisation}/{period}. 200 the accepted version · 304 · 404.</summary>
    [Function("Reports_GetAccepted")]
    [Access(Role.DepartmentOfficer, Role.Auditor, Needs = [Right.Report])]
    [Operation("Reads an accepted report", Response = typeof(ReportView), Problems = ["not-found"])]
    public async Task<IResult> GetAcceptedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Accepted}/{{organisation}}/{{period}}")] HttpRequest request,
        string organisation, string period, CancellationToken cancellation)
    {
        var stored = await desk.GetAcceptedAsync(request.Caller(), organisation, period, cancellation);
        return Answer.Ok(ReportView.Of(stored.State.Report, stored.State.Accepted!), stored.ETag);
    }

    /// <summary>GET /api/statistics/accepted/{organisation}/{period}/facts. 200 with the result of the chain check · 404.</summary>
    [Function("Reports_Facts")]
    [Access(Role.DepartmentOfficer, Role.Auditor, Needs = [Right.Report])]
    [Operation("Reads an accepted report's record of facts", Response = typeof(FactRecord), Problems = ["not-found"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Accepted}/{{organisation}}/{{period}}/facts")]
        HttpRequest request, string organisation, string period, CancellationToken cancellation)
    {
        var id = ReportAggregate.IdOf(ReportDesk.RequireReadable(request.Caller(), organisation), ReportDesk.PeriodOf(period));
        var record = await store.FindRecordAsync(ReportAggregate.Kind, id, stored => stored.State.Accepted is null
            ? throw PlatformProblems.NotFound.With()
            : RecordView.All with { Agrees = facts => SubmitReport.Agrees(stored.State, facts) }, cancellation);
        return Answer.Ok(record ?? throw PlatformProblems.NotFound.With());
    }
}
