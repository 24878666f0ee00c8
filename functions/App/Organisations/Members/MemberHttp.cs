using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Organisations.Members;

/// <summary>A person of an organisation.</summary>
public sealed record MemberView(string Id, string Name, IReadOnlyList<MemberRole> Roles, bool HasLeft)
{
    public static MemberView Of(StaffMember person) => new(person.Id, person.Name, RolesOf(person), person.HasLeft);

    internal static IReadOnlyList<MemberRole> RolesOf(StaffMember person) =>
        [.. Enum.GetValues<MemberRole>().Where(role => person.Roles.Contains(NameMember.RoleOf(role)))];
}

/// <param name="Items">In order of id.</param>
public sealed record MemberViews(IReadOnlyList<MemberView> Items);

/// <summary>The people of an organisation, which its signatories name.</summary>
public sealed class MemberHttp(MemberDesk desk)
{
    private const string All = "api/organisations/{code}/people";

    /// <summary>GET /api/organisations/{code}/people. 200 · 400 invalid-credit-code · 404 another's.</summary>
    [Function("Organisations_People")]
    [Access(Audience.SignedIn, Needs = [Right.OrganisationPeople])]
    [Operation("Lists who drafts, signs and consents for your organisation", Response = typeof(MemberViews),
        Problems = ["invalid-credit-code", "not-found"])]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, string code)
    {
        var organisation = Own(request, code, Right.OrganisationPeople);
        return Answer.Ok(new MemberViews([.. desk.Of(organisation).Select(MemberView.Of)]));
    }

    /// <summary>
    /// PUT /api/organisations/{code}/people/{id}. 200 · 400 invalid-field · 403 · 404 another's · 409 organisation-not-registered,
    /// registered-elsewhere, too-many-members.
    /// </summary>
    [Function("Organisations_NamePerson")]
    [Access(Role.Signatory, Needs = [Right.NamePeople])]
    [Operation("Names a person of your organisation, or gives other roles to one", Request = typeof(MemberEntry),
        Response = typeof(MemberView),
        Problems =
        [
            "invalid-credit-code", "invalid-field", "not-found", "organisation-not-registered", "registered-elsewhere", "too-many-members",
            "stale",
        ])]
    public async Task<IResult> NameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = $"{All}/{{id}}")] HttpRequest request, string code, string id,
        CancellationToken cancellation)
    {
        var organisation = Own(request, code, Right.NamePeople);
        var entry = await request.ReadJsonAsync<MemberEntry>(cancellation);
        return Answer.Ok(MemberView.Of(await desk.NameAsync(organisation, id, entry, request.Caller(), cancellation)));
    }

    /// <summary>
    /// POST /api/organisations/{code}/people/{id}/take-off. 200 also when the person was taken off before · 403 · 404 ·
    /// 409 last-signatory, organisation-not-registered.
    /// </summary>
    [Function("Organisations_TakeOffPerson")]
    [Access(Role.Signatory, Needs = [Right.NamePeople])]
    [Operation("Takes a person off your organisation: nothing new is asked of them", Response = typeof(MemberView),
        Problems = ["invalid-credit-code", "not-found", "last-signatory", "organisation-not-registered", "stale"])]
    public async Task<IResult> TakeOffAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{All}/{{id}}/take-off")] HttpRequest request, string code, string id,
        CancellationToken cancellation)
    {
        var organisation = Own(request, code, Right.NamePeople);
        return Answer.Ok(MemberView.Of(await desk.TakeOffAsync(organisation, id, request.Caller(), cancellation)));
    }

    private static CreditCode Own(HttpRequest request, string code, Right right)
    {
        var organisation = CreditCode.Parse(code);
        return OrganisationAccess.For(request.Caller(), organisation, null).Has(right) ? organisation : throw IdentityProblems.Hidden();
    }
}
