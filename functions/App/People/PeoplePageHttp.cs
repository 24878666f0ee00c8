using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.People;

/// <summary>What the register's page shows.</summary>
public sealed record PeopleShown(PeopleSearch Search, Page<StaffMember> People);

/// <summary>What the page of one person shows.</summary>
/// <param name="Person">Null while someone is being added.</param>
public sealed record PersonShown(StaffMember? Person, Entered Entered, bool IsSaved = false);

/// <summary>The administrators' pages of the register.</summary>
public sealed class PeoplePageHttp(PeopleDesk desk, StaffDirectory staff, SitePages pages)
{
    private const string One = "people/{id}";
    private const string Adding = "person";
    private const string Saved = "saved";

    /// <summary>GET /people. 200 · 400 bad-cursor.</summary>
    [Function("People_Page")]
    [Access(Role.Administrator)]
    [Operation("Shows the officers and experts of the register", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "people")] HttpRequest request)
    {
        var search = PeopleSearch.Of(request.Query);
        return pages.Show<PeoplePage, PeopleShown>(
            request, new PeopleShown(search, search.PageOf(staff.All, request.Query["cursor"])));
    }

    /// <summary>GET /person. 200 an empty entry.</summary>
    [Function("People_Add")]
    [Access(Role.Administrator)]
    [Operation("Shows an empty entry of the register", IsListed = false)]
    public IResult Add([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Adding)] HttpRequest request) =>
        Page(request, null, Entered.Nothing, StatusCodes.Status200OK);

    /// <summary>POST /person. 303 to the entry · 400 the form again · 412 someone of that id is registered.</summary>
    [Function("People_Register")]
    [Access(Role.Administrator)]
    [Operation("Adds a person to the register", IsListed = false)]
    public async Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Adding)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed,
            () => SaveAsync(request, typed["id"].ToString().Trim(), typed, PersonForm.None, cancellation),
            (entered, status) => Task.FromResult(Page(request, null, entered, status)));
    }

    /// <summary>GET /people/{id}. 200 the entry, to change · 404.</summary>
    [Function("People_Show")]
    [Access(Role.Administrator)]
    [Operation("Shows a person of the register", IsListed = false)]
    public async Task<IResult> ShowPersonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (person, version) = await desk.GetAsync(id, cancellation);
        return Page(request, person, PersonForm.Of(person, version), StatusCodes.Status200OK, request.Query.ContainsKey(Saved));
    }

    /// <summary>POST /people/{id}. 303 to the entry · 400, 412 the form again, with what was typed · 404.</summary>
    [Function("People_Save")]
    [Access(Role.Administrator)]
    [Operation("Changes a person's entry in the register", IsListed = false)]
    public async Task<IResult> SavePersonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var (person, _) = await desk.GetAsync(id, cancellation);
        return await SitePages.TakeAsync(typed,
            () => SaveAsync(request, id, typed, PersonForm.Version(typed), cancellation),
            (entered, status) => Task.FromResult(Page(request, person, entered, status)));
    }

    /// <summary>POST /people/{id}/leave. 303 to the entry · 404.</summary>
    [Function("People_MarkLeft")]
    [Access(Role.Administrator)]
    [Operation("Marks a person as left, on a page", IsListed = false)]
    public async Task<IResult> LeaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/{id}/leave")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        await desk.LeaveAsync(id, request.Caller().Id, default, cancellation);
        return new SeeOther($"/people/{Uri.EscapeDataString(id)}?{Saved}=1");
    }

    private async Task<IResult> SaveAsync(
        HttpRequest request, string id, IFormCollection typed, Precondition precondition, CancellationToken cancellation)
    {
        await desk.SaveAsync(id, PersonForm.Read(typed), request.Caller().Id, precondition, cancellation);
        return new SeeOther($"/people/{Uri.EscapeDataString(id)}?{Saved}=1");
    }

    private IResult Page(HttpRequest request, StaffMember? person, Entered entered, int status, bool isSaved = false) =>
        pages.Show<PersonPage, PersonShown>(request, new PersonShown(person, entered, isSaved), status);
}
