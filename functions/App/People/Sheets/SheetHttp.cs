using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.People.Sheets;

/// <summary>A row of an import that changes the register.</summary>
/// <param name="Fields">Names of what changes; empty for a person who is added.</param>
public sealed record ImportRowView(int Row, string Id, RowOutcome Outcome, IReadOnlyList<string> Fields);

/// <summary>What an import does, or would do.</summary>
/// <param name="Faults">Each as a problem lists it; with one, nothing is written.</param>
public sealed record ImportView(
    bool IsWritten, int Added, int Changed, int Unchanged, IReadOnlyList<ImportRowView> Rows, IReadOnlyList<MemberFault> Faults)
{
    public static ImportView Of(ImportPlan plan, bool isWritten) => new(
        isWritten, plan.Count(RowOutcome.Added), plan.Count(RowOutcome.Changed), plan.Count(RowOutcome.Unchanged),
        [.. plan.Rows.Where(row => row.Outcome != RowOutcome.Unchanged).Select(row =>
            new ImportRowView(row.Row.Number, row.Row.Id, row.Outcome, row.Fields))],
        [.. plan.Faults.Select(fault => fault.AsMember())]);
}

/// <summary>The register as a file, for administrators.</summary>
public sealed class SheetHttp(StaffDirectory staff, ImportPeople import, TimeProvider time)
{
    /// <summary>
    /// GET /api/people/export?format=xlsx|csv&amp;role=&amp;district=&amp;sector=. 200 those who fit, headings in the caller's language ·
    /// 400 invalid-field.
    /// </summary>
    [Function("People_Export")]
    [Access(Role.Administrator)]
    [Operation("Exports officers and experts as XLSX or CSV, as the import takes them", ResponseMedia = "application/octet-stream",
        Query = ["format", "role", "district", "sector"], Problems = ["invalid-field"])]
    public IResult Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/people/export")] HttpRequest request)
    {
        var format = SheetFormat.Of(request.Query["format"]);
        var people = PeopleSearch.Of(request.Query);
        var sheet = WritePeople.Write(staff.All.Where(people.Fits), format, PageLanguage.Of(request));
        var name = $"people-{BeijingTime.Day(time.GetUtcNow()):yyyyMMdd}.{format.Extension}";
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new Representation(sheet, format.Media);
    }

    /// <summary>
    /// POST /api/people/import?dryRun=true|false, an XLSX or CSV file. 200 what it does; what it would do, unless dryRun is false ·
    /// 400 import-refused, invalid-field · 409 import-overtaken · 413 sheet-too-large.
    /// </summary>
    [Function("People_Import")]
    [Access(Role.Administrator)]
    [Operation("Imports officers and experts from XLSX or CSV, or shows what that would change", Response = typeof(ImportView),
        RequestMedia = ["application/octet-stream"], Query = ["dryRun"],
        Problems = ["import-refused", "invalid-field", "import-overtaken", "sheet-too-large", "body-cut-off"])]
    public async Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/people/import")] HttpRequest request,
        CancellationToken cancellation)
    {
        var isDry = request.Query["dryRun"].ToString() switch
        {
            "" or "true" => true,
            "false" => false,
            _ => throw PlatformProblems.Invalid("dryRun", "须为 true 或 false", "must be true or false"),
        };
        request.AllowBody(null);
        var file = await SheetFile.ReadAsync(request.Body, cancellation);
        if (isDry) return Answer.Ok(ImportView.Of(await import.PlanAsync(file, cancellation), isWritten: false));
        var imported = await import.ApplyAsync(file, null, request.Caller().Id, cancellation);
        return Answer.Ok(ImportView.Of(imported.Required().Plan, isWritten: true));
    }
}
