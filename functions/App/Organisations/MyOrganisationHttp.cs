using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Organisations;

/// <summary>What the page of the caller's organisation shows.</summary>
/// <param name="Code">Null where the caller's account belongs to none.</param>
/// <param name="IsRegistered">Whether the register has an entry for it.</param>
public sealed record MyOrganisation(CreditCode? Code, bool IsRegistered, Entered Entered, bool IsSaved);

/// <summary>The page on which an organisation registers itself and changes its entry.</summary>
public sealed class MyOrganisationHttp(AggregateStore store, SitePages pages)
{
    private const string Route = "my/organisation";
    private const string Saved = "saved";

    /// <summary>GET /my/organisation. 200 the entry, to change.</summary>
    [Function("MyOrganisation_Show")]
    [Access(Role.Applicant)]
    [Operation("Shows the entry of the caller's organisation", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var current = await FindAsync(request, cancellation);
        var entered = current is null ? Entered.Nothing : new Entered(new Dictionary<string, StringValues>
        {
            ["name"] = current.Name, ["district"] = current.District, ["sectors"] = new([.. current.Sectors]),
        });
        return Page(request, current, entered, StatusCodes.Status200OK, request.Query.ContainsKey(Saved));
    }

    /// <summary>POST /my/organisation. 303 to the page · 400 the page again, with what was typed · 403 no-organisation.</summary>
    [Function("MyOrganisation_Save")]
    [Access(Role.Applicant)]
    [Operation("Registers the caller's organisation or changes its entry", IsListed = false)]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var caller = request.Caller();
        var code = caller.Organisation ?? throw IdentityProblems.NotAllowed.With(
            "您的账户没有关联机构", "Your account belongs to no organisation");
        var current = await FindAsync(request, cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            var entry = typed.Read<OrganisationEntry>();
            await store.PutAsync(OrganisationAggregate.Kind, code.Value, before =>
                RegisterOrganisation.Decide(before, code, entry, caller.Id), cancellation);
            return new SeeOther($"/{Route}?{Saved}=1");
        }, (entered, status) => Task.FromResult(Page(request, current, entered, status)));
    }

    private async Task<Organisation?> FindAsync(HttpRequest request, CancellationToken cancellation) =>
        request.Caller().Organisation is { } code
            ? (await store.FindAsync(OrganisationAggregate.Kind, code.Value, cancellation))?.State : null;

    private IResult Page(HttpRequest request, Organisation? current, Entered entered, int status, bool isSaved = false) =>
        pages.Show<MyOrganisationPage, MyOrganisation>(
            request, new MyOrganisation(request.Caller().Organisation, current is not null, entered, isSaved), status);
}
