using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Records.Results;

/// <summary>Results of calls as files.</summary>
public sealed class ResultHttp(ReadResults results, ProgrammeCatalogue catalogue, TimeProvider time)
{
    private const string Route = "api/results";

    /// <summary>Of the results of a programme and a year.</summary>
    public static string PathOf(string programme, int year, SheetFormat format) => PageAddress.Of(
        $"/{Route}", ("programme", programme), ("year", $"{year}"), ("format", format.Extension));

    /// <summary>
    /// GET /api/results?programme=&amp;year=&amp;format=xlsx|csv. 200 headings in the caller's language; the year in which they were
    /// drafted, this one where none is named · 400 invalid-field · 404 unknown-programme.
    /// </summary>
    [Function("Results_Export")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Exports how a programme's decided applications of a year ended, as XLSX or CSV",
        ResponseMedia = "application/octet-stream", Query = ["programme", "year", "format"],
        Problems = ["invalid-field", "unknown-programme"])]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var format = SheetFormat.Of(request.Query["format"]);
        var asked = AuditSearch.Of(request.Query, BeijingTime.Day(time.GetUtcNow()));
        // Other filters of the page would leave out results without a word.
        var search = new AuditSearch(asked.Year, asked.Programme, null, null, null);
        if (catalogue.All.All(definition => definition.Programme != search.Programme)) throw ProgrammeProblems.UnknownProgramme.With();
        var found = await results.RunAsync(search, request.Caller(), cancellation).ToListAsync(cancellation);
        var sheet = ResultSheet.Write(found, format, PageLanguage.Of(request));
        var name = $"results-{search.Programme}-{search.Year}.{format.Extension}";
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new Representation(sheet, format.Media);
    }
}
