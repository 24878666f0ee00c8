using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.Copying;

/// <summary>A copy as its reader sees it.</summary>
/// <param name="Matter">Id of what it is a copy of.</param>
/// <param name="From">Name of the sender.</param>
public sealed record CopyItem(string Matter, string Title, string Context, string From, string? Note, DateTimeOffset At, bool IsRead);

/// <summary>What the page of a person's copies shows.</summary>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record CopyInboxShown(Page<CopyLine> List, Func<string, string> NameOf);

/// <summary>The copies of the signed-in person: a part of the inbox that asks for nothing.</summary>
public sealed class CopyInboxHttp(AggregateStore store, Lists lists, StaffDirectory staff, SitePages pages, TimeProvider time)
{
    /// <summary>Of those who receive copies.</summary>
    public static readonly IReadOnlyList<Role> Roles = [Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup];

    public const string Path = "/inbox/copies";
    private const string Route = "inbox/copies";
    private const int PageSize = 50;

    /// <summary>GET /api/copies?cursor=: the copies that were sent to the caller, the newest first, 50 a page. 400 bad-cursor.</summary>
    [Function("Copies_Mine")]
    [Access(Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Lists what was sent to you for information, the newest first", Response = typeof(Page<CopyItem>), Query = ["cursor"],
        Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/copies")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (page, language) = (await PageAsync(request, cancellation), request.PreferredLanguage());
        return Answer.Ok(new Page<CopyItem>([.. page.Items.Select(line => Item(line, language))], page.Cursor));
    }

    /// <summary>POST /api/copies/{matter}/read. 200, the same where it was read before · 404.</summary>
    [Function("Copies_Read")]
    [Access(Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Marks a copy that was sent to you as read", Response = typeof(CopyItem),
        Problems = ["not-found", "stale"])]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/copies/{matter}/read")] HttpRequest request, string matter,
        CancellationToken cancellation)
    {
        var copies = await MarkAsync(request, matter, cancellation);
        var copy = copies.Of(request.Caller().Id)!;
        var line = new CopyLine(copies.Matter, copy.From, copy.Note, copy.At, IsRead: true);
        return Answer.Ok(Item(line, request.PreferredLanguage()));
    }

    /// <summary>GET /inbox/copies?cursor=. 200 what was sent to the caller for information · 400 bad-cursor.</summary>
    [Function("Copies_Inbox")]
    [Access(Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Shows what was sent to you for information", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellation) => pages.Show<CopyInboxPage, CopyInboxShown>(
            request, new CopyInboxShown(await PageAsync(request, cancellation), staff.NameOf));

    /// <summary>POST /inbox/copies. 303 to the page · 404.</summary>
    [Function("Copies_InboxRead")]
    [Access(Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Marks a copy as read, on its page", IsListed = false, SeesOther = true)]
    public async Task<IResult> ReadByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        await MarkAsync(request, typed["matter"].ToString(), cancellation);
        return new SeeOther(Path);
    }

    private async Task<Copies> MarkAsync(HttpRequest request, string matter, CancellationToken cancellation)
    {
        if (!Ids.IsId(matter)) throw PlatformProblems.NotFound.With();
        var (person, now) = (request.Caller().Id, time.GetUtcNow());
        return (await store.ChangeAsync(
            CopyAggregate.Kind, CopyAggregate.IdOf(matter), copies => ReadCopy.Decide(copies, person, now), cancellation)).State;
    }

    private Task<Page<CopyLine>> PageAsync(HttpRequest request, CancellationToken cancellation) => lists.ReadPageAsync(
        CopyAggregate.OfPerson, request.Caller().Id, request.Query["cursor"], PageSize, cancellation);

    private CopyItem Item(CopyLine line, Language language) => new(
        line.Matter.Id, line.Matter.Title.In(language), line.Matter.Context.In(language), staff.NameOf(line.From), line.Note, line.At,
        line.IsRead);
}
