using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Organisations.Members;

/// <summary>What the page of an organisation's people shows.</summary>
/// <param name="Code">Null where the caller's account belongs to none.</param>
/// <param name="MayName">Whether the reader may name people and take them off.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record MyMembers(
    CreditCode? Code, IReadOnlyList<StaffMember> People, bool MayName, Entered Entered, LocalizedText? Done);

/// <summary>The page on which an organisation sees who signs for it, and its signatories name people.</summary>
public sealed class MyMembersHttp(MemberDesk desk, SitePages pages)
{
    public const string Address = "my/organisation/people";
    private const string Named = "named";
    private const string Off = "off";

    /// <summary>GET /my/organisation/people. 200.</summary>
    [Function("MyOrganisation_People")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Shows who drafts, signs and consents for the caller's organisation", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Address)] HttpRequest request) => Page(
        request, Entered.Nothing, StatusCodes.Status200OK,
        request.Query.ContainsKey(Named) ? MemberTexts.Named : request.Query.ContainsKey(Off) ? MemberTexts.TakenOff : null);

    /// <summary>
    /// POST /my/organisation/people. 303 to the page · 400, 409 the form again, with what was typed · 403 no signatory of the organisation.
    /// </summary>
    [Function("MyOrganisation_NamePerson")]
    [Access(Role.Signatory)]
    [Operation("Names a person of the caller's organisation", IsListed = false)]
    public async Task<IResult> NameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Address)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var organisation = Own(request);
        return await SitePages.TakeAsync(typed, async () =>
        {
            var id = typed["id"].ToString().Trim();
            var entry = new FormCollection(typed.Where(field => field.Key != "id").ToDictionary()).Read<MemberEntry>();
            await desk.NameAsync(organisation, id, entry, request.Caller(), cancellation);
            return new SeeOther($"/{Address}?{Named}=1");
        }, (entered, status) => Task.FromResult(Page(request, entered, status)));
    }

    /// <summary>POST /my/organisation/people/{id}/take-off. 303 to the page · 403 · 404 · 409 the page with the reason.</summary>
    [Function("MyOrganisation_TakeOffPerson")]
    [Access(Role.Signatory)]
    [Operation("Takes a person off the caller's organisation", IsListed = false)]
    public async Task<IResult> TakeOffAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Address}/{{id}}/take-off")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await desk.TakeOffAsync(Own(request), id, request.Caller(), cancellation);
            return new SeeOther($"/{Address}?{Off}=1");
        }, (entered, status) => Task.FromResult(Page(request, entered, status)));
    }

    private static CreditCode Own(HttpRequest request) => request.Caller().Organisation
        ?? throw IdentityProblems.NotAllowed.With("您的账户没有关联机构", "Your account belongs to no organisation");

    private IResult Page(HttpRequest request, Entered entered, int status, LocalizedText? done = null)
    {
        var caller = request.Caller();
        return pages.Show<MyMembersPage, MyMembers>(request, new MyMembers(
            caller.Organisation, caller.Organisation is { } own ? desk.Of(own) : [], desk.May(caller), entered, done), status);
    }
}
