using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>The public's view of warnings. What was never published is there for the staff alone.</summary>
public sealed class WarningReads(WarningStore store, WarningLists lists, PublicAddress address, IOptions<WarningOptions> options)
{
    private const int PageSize = 20;
    private static readonly Role[] Staff = [Role.Publisher, Role.DepartmentOfficer, Role.DistrictOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator];

    /// <summary>GET /api/warnings. 200 a page of published warnings, newest first · 400 bad-cursor.</summary>
    [Function("Warnings_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists published warnings, newest first", Response = typeof(Page<WarningLine>), Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warnings")] HttpRequest request, CancellationToken cancellation) =>
        Results.Json(await lists.PageAsync(request.Query["cursor"], PageSize, cancellation), AppJson.Options);

    /// <summary>GET /api/warnings/feed. 200 Atom, the newest 50 messages · 304.</summary>
    [Function("Warnings_Feed")]
    [Access(Audience.Anyone)]
    [Operation("Reads the newest warnings as an Atom feed that links their CAP documents", ResponseMedia = "application/atom+xml")]
    public async Task<IResult> FeedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warnings/feed")] HttpRequest request, CancellationToken cancellation) =>
        new AtomResult(WarningFeed.Make(await lists.NewestAsync(AtomFeed.Entries, cancellation), options.Value.SenderNameChinese, address));

    /// <summary>GET /api/warnings/{id}. 200 · 404, also for the public while it is a draft.</summary>
    [Function("Warnings_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a warning", Response = typeof(WarningView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warnings/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var warning = await VisibleAsync(request, id, cancellation);
        request.HttpContext.Response.Headers.ETag = warning.ETag;
        return Results.Json(WarningView.Of(warning, address), AppJson.Options);
    }

    /// <summary>GET /api/warnings/{id}/cap. 200 OASIS CAP 1.2: message n, by default the newest · 404.</summary>
    [Function("Warnings_Cap")]
    [Access(Audience.Anyone)]
    [Operation("Reads a message of a warning as OASIS CAP 1.2", ResponseMedia = CapDocument.MediaType, Query = ["message"])]
    public async Task<IResult> CapAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warnings/{id}/cap")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var warning = await VisibleAsync(request, id, cancellation);
        var number = request.Query["message"].ToString() is { Length: > 0 } text ? int.TryParse(text, out var given) ? given : 0 : warning.Messages.Count;
        var message = number < 1 ? null : await store.FindMessageAsync(id, number, cancellation);
        return message is null
            ? throw PlatformProblems.NotFound.With()
            : Results.Bytes(CapDocument.Write(message, address.Of($"warnings/{id}")), $"{CapDocument.MediaType}; charset=utf-8");
    }

    private async Task<Warning> VisibleAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        var warning = await store.GetAsync(id, cancellation);
        return warning.IsPublic || request.HttpContext.Features.Get<Caller>() is { } caller && Staff.Any(caller.Is) ? warning : throw PlatformProblems.NotFound.With();
    }
}
