using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Records;

/// <summary>What the page of all applications shows.</summary>
/// <param name="Names">Of the programmes.</param>
public sealed record AuditList(AuditSearch Search, Page<YearLine> Lines, IReadOnlyDictionary<string, LocalizedText> Names, int ThisYear);

/// <summary>What the page of an application's record shows.</summary>
/// <param name="Definition">That it was drafted under.</param>
/// <param name="SeesSheets">Whether the reader may read the sheets of its panels.</param>
public sealed record AuditedApplication(
    Application Application, ProgrammeDefinition Definition, FactRecord Record, bool SeesSheets = false)
{
    public required ReviewPhases Phases { get; init; }

    /// <summary>Null while there is none, and for a reader who may not read it.</summary>
    public Appeal? Appeal { get; init; }

    /// <summary>One open assignment of each question that the reader oversees.</summary>
    public IReadOnlyList<Assignment> Overseen { get; init; } = [];
}

/// <summary>What the page of an application's readings shows.</summary>
/// <param name="Definition">That it was drafted under.</param>
public sealed record AuditedReadings(Application Application, ProgrammeDefinition Definition, FactRecord Record);

/// <summary>What the page of guides shows, newest year first.</summary>
public sealed record AuditedGuides(IReadOnlyList<ProgrammeDefinition> Definitions, DateOnly Today);

/// <summary>The auditors' pages.</summary>
public sealed class AuditHttp(
    AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, IEnumerable<StateCheck> checks, WorkingCalendar calendar,
    SitePages pages, TimeProvider time)
{
    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>
    /// GET /audit. 200 the applications of a year that fit the filters, newest first · 400 bad-cursor, invalid-credit-code.
    /// </summary>
    [Function("Audit_Page")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Shows the applications of a year by programme, status, district or organisation", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit")] HttpRequest request, CancellationToken cancellation)
    {
        var search = AuditSearch.Of(request.Query, Today);
        var lines = await search.ReadAsync(lists, request.Caller(), request.Query["cursor"], cancellation);
        var names = catalogue.All.GroupBy(definition => definition.Programme).ToDictionary(
            versions => versions.Key, versions => versions.Last().Name);
        return pages.Show<AuditPage, AuditList>(request, new AuditList(search, lines, names, Today.Year));
    }

    /// <summary>GET /audit/applications/{id}. 200 its record of facts, with the result of its chain check · 404.</summary>
    [Function("Audit_Application")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Shows an application's record of facts", IsListed = false)]
    public async Task<IResult> ShowApplicationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/applications/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        pages.Show<AuditedApplicationPage, AuditedApplication>(request, await ReadAsync(request, id, cancellation));

    /// <summary>GET /audit/applications/{id}/readings. 200 who read its documents, with the result of the chain check · 404.</summary>
    [Function("Audit_Readings")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Shows who read an application's documents", IsListed = false)]
    public async Task<IResult> ShowReadingsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/applications/{id}/readings")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var (stored, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        var application = stored.State.Application;
        return pages.Show<AuditedReadingsPage, AuditedReadings>(request, new AuditedReadings(
            application, catalogue.Of(application), await store.ReadReadingsAsync(id, cancellation)));
    }

    /// <summary>GET /audit/applications/{id}/facts.csv. 200 the record as CSV (RFC 4180) · 404.</summary>
    [Function("Audit_Export")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Exports an application's record of facts as CSV", ResponseMedia = FactSheet.Media, IsListed = false)]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/applications/{id}/facts.csv")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var audited = await ReadAsync(request, id, cancellation);
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"facts-{audited.Application.Id}.csv\"";
        var sheet = FactSheet.Write(audited.Record, audited.Definition, pages.Context(request).Language);
        return new Representation(sheet, $"{FactSheet.Media}; charset=utf-8");
    }

    /// <summary>GET /audit/decisions. 200 how many reviews ended in each of the last twelve months, by outcome.</summary>
    [Function("Audit_Decisions")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Shows how many reviews ended in each of the last twelve months, by outcome", IsListed = false)]
    public async Task<IResult> ShowDecisionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/decisions")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<DecisionsPage, DecisionChart>(request, await DecisionChart.ReadAsync(lists, Today, cancellation));

    /// <summary>GET /audit/guides. 200 what every guide says, by year.</summary>
    [Function("Audit_Guides")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Shows what every guide says, by year", IsListed = false)]
    public IResult ShowGuides([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/guides")] HttpRequest request) =>
        pages.Show<AuditedGuidesPage, AuditedGuides>(request, new AuditedGuides(
            [
                .. catalogue.All.Concat(catalogue.Published).OrderByDescending(definition => definition.Guide.Year)
                    .ThenBy(definition => definition.Programme).ThenByDescending(definition => definition.Guide.Opens)
                    .ThenByDescending(definition => definition.Version),
            ],
            Today));

    private async Task<AuditedApplication> ReadAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        var (application, record) = await store.ReadRecordAsync(
            id, request.Caller(), checks, cancellation, Right.Application, Right.Record);
        // Who is asked about an application as an auditor sees what other auditors see.
        var reader = new ApplicationCase(application, []).For(request.Caller());
        var definition = catalogue.Of(application);
        return new AuditedApplication(application, definition, record, ApplicationAccess.SeesSheets(reader))
        {
            Phases = ReviewPhases.Of(record, definition, calendar, time.GetUtcNow()),
            Appeal = application.Appeal is not null && reader.Has(Right.Appeal)
                ? (await store.GetAppealAsync(id, cancellation)).State.Appeal : null,
            Overseen = reader.Has(Right.Oversee) ? await OpenAsync(id, cancellation) : [],
        };
    }

    private async Task<IReadOnlyList<Assignment>> OpenAsync(string id, CancellationToken cancellation) =>
    [
        .. (await store.GetCaseAsync(id, cancellation)).State.Assignments
            .Where(assignment => assignment.State == AssignmentState.Open).DistinctBy(assignment => assignment.Ask),
    ];
}
