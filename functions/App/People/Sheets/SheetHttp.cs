using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.People.Sheets;

/// <summary>The register as a file, for administrators.</summary>
public sealed class SheetHttp(StaffDirectory staff, TimeProvider time)
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
        var sheet = WriteSheet.Write(staff.All.Where(people.Fits), format, PageLanguage.Of(request));
        var name = $"people-{BeijingTime.Day(time.GetUtcNow()):yyyyMMdd}.{format.Extension}";
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new Representation(sheet, format.Media);
    }
}
