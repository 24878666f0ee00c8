using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.People;

/// <summary>A person in a list of the register.</summary>
public sealed record PersonItem(
    string Id, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Districts, IReadOnlyList<string> Sectors, bool HasLeft);

/// <summary>A person of the register.</summary>
/// <param name="Entry">As a change of it is written.</param>
public sealed record PersonView(string Id, bool HasLeft, PersonEntry Entry)
{
    public static PersonView Of(StaffMember person) => new(person.Id, person.HasLeft, PersonEntry.Of(person));
}

/// <summary>The register of officers and experts, for administrators.</summary>
public sealed class PeopleHttp(PeopleDesk desk, StaffDirectory staff)
{
    private const string One = "api/people/{id}";

    /// <summary>GET /api/people?role=&amp;district=&amp;sector=&amp;cursor=: 50 a page, in order of id. 400 bad-cursor.</summary>
    [Function("People_List")]
    [Access(Role.Administrator)]
    [Operation("Lists officers and experts by role, district and sector", Response = typeof(Page<PersonItem>),
        Query = ["role", "district", "sector", "cursor"], Problems = ["bad-cursor"])]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/people")] HttpRequest request)
    {
        var page = PeopleSearch.Of(request.Query).PageOf(staff.All, request.Query["cursor"]);
        return Answer.Ok(new Page<PersonItem>([.. page.Items.Select(Item)], page.Cursor));
    }

    /// <summary>GET /api/people/{id}. 200 with ETag; without one where the settings alone name the person · 304 · 404.</summary>
    [Function("People_Get")]
    [Access(Role.Administrator)]
    [Operation("Reads a person of the register", Response = typeof(PersonView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (person, version) = await desk.GetAsync(id, cancellation);
        return Answer.Ok(PersonView.Of(person), version);
    }

    /// <summary>PUT /api/people/{id}. 200 · 201 registered · 400 invalid-field · 412.</summary>
    [Function("People_Put")]
    [Access(Role.Administrator)]
    [Operation("Registers a person, or changes the entry", Request = typeof(PersonEntry), Response = typeof(PersonView), Creates = true,
        Problems = ["invalid-field", "precondition-failed", "stale"])]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var entry = await request.ReadJsonAsync<PersonEntry>(cancellation);
        var (stored, isNew) = await desk.SaveAsync(id, entry, request.Caller().Id, request.Precondition(), cancellation);
        return isNew
            ? Answer.Created($"/api/people/{Uri.EscapeDataString(id)}", PersonView.Of(stored.State), stored.ETag)
            : Answer.Ok(PersonView.Of(stored.State), stored.ETag);
    }

    /// <summary>POST /api/people/{id}/leave. 200 also when the person had left before · 404 · 412.</summary>
    [Function("People_Leave")]
    [Access(Role.Administrator)]
    [Operation("Marks a person as left: nothing new is asked of them", Response = typeof(PersonView),
        Problems = ["not-found", "precondition-failed", "stale"])]
    public async Task<IResult> LeaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/people/{id}/leave")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var stored = await desk.LeaveAsync(id, request.Caller().Id, request.Precondition(), cancellation);
        return Answer.Ok(PersonView.Of(stored.State), stored.ETag);
    }

    private static PersonItem Item(StaffMember person) =>
        new(person.Id, person.Name, person.Roles, PersonEntry.Of(person).Districts, person.Sectors, person.HasLeft);
}
