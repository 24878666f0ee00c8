using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Files;

/// <summary>Files of reports, and the explanations of what they have.</summary>
public sealed class ReportFileHttp(ReportFileDesk files, ReportDesk desk, AggregateStore store, ReportPageHttp page)
{
    private const string Api = "api/statistics/reports/{period}";
    private const string Page = "statistics/reports/{period}";

    /// <summary>
    /// POST /api/statistics/reports/{period}/file?fileName=, an XLSX or CSV file. 202 received, its check follows · 400 invalid-file-name,
    /// report-file-empty, body-cut-off · 403 · 404 no month · 409 period-not-open, report-too-many-versions · 413 report-file-too-large.
    /// </summary>
    [Function("Reports_Upload")]
    [Access(Role.Applicant)]
    [Operation("Sends a file as the next version of the report of the caller's organisation", RequestMedia = ["application/octet-stream"],
        Response = typeof(ReportView), Success = 202, Query = ["fileName"],
        Problems =
        [
            "no-organisation", "not-found", "invalid-file-name", "report-file-empty", "report-file-too-large", "body-cut-off",
            "period-not-open", "report-too-many-versions", "stale",
        ])]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Api}/file")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var of = ReportDesk.PeriodOf(period);
        request.AllowBody(null);
        Stored<ReportState>? stored = null;
        await FileForm.TakeAsync(async () =>
            stored = await files.TakeAsync(request.Caller(), of, request.Query["fileName"], request.Body, cancellation));
        return Answer.Accepted(
            ReportView.Of(stored!.State.Report, stored.State.Latest), $"/api/statistics/reports/{of}", stored.ETag);
    }

    /// <summary>POST /statistics/reports/{period}/file. 303 to the report · 400, 409, 413 the page again · 403 · 404 no month.</summary>
    [Function("Reports_UploadByPage")]
    [Access(Role.Applicant)]
    [Operation("Sends a file of a report by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> UploadByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Page}/file")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var (caller, of) = (request.Caller(), ReportDesk.PeriodOf(period));
        try
        {
            var form = await FileForm.ReadAsync(request, ReportFileDesk.MaxBytes, StatisticsProblems.FileTooLarge, cancellation);
            if (form.FileName.Length == 0) throw PlatformProblems.InvalidField.With(StatisticsTexts.ChooseFile);
            await FileForm.TakeAsync(() => files.TakeAsync(
                caller, of, form.FileName, form.Body, cancellation, () => form.EndAsync(cancellation)));
            return new SeeOther($"/statistics/reports/{of}?{ReportPageHttp.Received}=1");
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return await page.AgainAsync(request, of, Entered.Of(FormCollection.Empty, problem), problem.Type.Status, cancellation);
        }
    }

    /// <summary>GET /api/statistics/reports/{period}/versions/{version}/marked. 200 with a column of faults · 404.</summary>
    [Function("Reports_Marked")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Downloads the file of a version with a column of what is wrong", ResponseMedia = "application/octet-stream",
        Problems = ["no-organisation", "not-found"])]
    public async Task<IResult> MarkedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Api}/versions/{{version}}/marked")] HttpRequest request,
        string period, string version, CancellationToken cancellation)
    {
        var (content, format, name) = await files.MarkedAsync(
            request.Caller(), ReportDesk.PeriodOf(period), int.TryParse(version, out var number) ? number : 0, cancellation);
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{format.Extension}\"";
        return new Representation(content, format.Media);
    }

    /// <summary>
    /// POST /api/statistics/reports/{period}/explanations. 200 accepted · 400 · 403 · 404 · 409 report-changed · 422 report-unexplained.
    /// </summary>
    [Function("Reports_Explain")]
    [Access(Role.Applicant)]
    [Operation("Explains figures that jump, which has their file accepted", Request = typeof(ExplanationForm),
        Response = typeof(ReportView),
        Problems = ["invalid-field", "no-organisation", "not-found", "report-changed", "report-unexplained", "stale"])]
    public async Task<IResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Api}/explanations")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var of = ReportDesk.PeriodOf(period);
        var stored = await ExplainAsync(request.Caller(), of, await request.ReadJsonAsync<ExplanationForm>(cancellation), cancellation);
        return Answer.Ok(ReportView.Of(stored.State.Report, stored.State.Latest), stored.ETag);
    }

    /// <summary>
    /// POST /statistics/reports/{period}/explanations. 303 to the report · 400, 409, 422 the page again, with what was typed · 403 · 404.
    /// </summary>
    [Function("Reports_ExplainByPage")]
    [Access(Role.Applicant)]
    [Operation("Explains figures that jump by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> ExplainByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Page}/explanations")] HttpRequest request, string period,
        CancellationToken cancellation)
    {
        var (caller, of) = (request.Caller(), ReportDesk.PeriodOf(period));
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await ExplainAsync(caller, of, typed.Read<ExplanationForm>(), cancellation);
            return new SeeOther($"/statistics/reports/{of}?{ReportPageHttp.Saved}=1");
        }, (entered, status) => page.AgainAsync(request, of, entered, status, cancellation));
    }

    private async Task<Stored<ReportState>> ExplainAsync(
        Caller caller, Period period, ExplanationForm form, CancellationToken cancellation)
    {
        var own = ReportDesk.OwnOf(caller);
        var before = await desk.BeforeAsync(own, period, cancellation);
        return await store.ChangeAsync(
            ReportAggregate.Kind, ReportAggregate.IdOf(own, period), state => ExplainReport.Decide(state, form, before), cancellation);
    }
}
