using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What the page of a new application shows.</summary>
/// <param name="AsksDistrict">The organisation has no entry in the register yet.</param>
/// <param name="Key">Of this form: sent twice, it makes one draft.</param>
public sealed record NewApplication(ProgrammeDefinition Definition, bool AsksDistrict, string Key, Entered Entered, DateOnly Today);

public sealed class NewApplicationHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, DraftDesk drafts, SitePages pages, TimeProvider time)
{
    private const string Route = "my/new";
    private const string Key = "key";

    /// <summary>What the form itself shows, beside what a person can mend in it; in words of its own where it has some.</summary>
    private static readonly Dictionary<ProblemType, LocalizedText?> Words = new()
    {
        [ApplicationProblems.NoOrganisation] = null,
        [PlatformProblems.IdempotencyKeyReused] = NewApplicationTexts.SentBefore,
    };

    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>GET /my/new?programme=. 200 the form · 303 without a programme, to the list · 404 unknown-programme.</summary>
    [Function("MyNew_Show")]
    [Access(Role.Applicant)]
    [Operation("Shows the form of a new application", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var programme = request.Query["programme"].ToString();
        if (programme.Length == 0) return new SeeOther("/programmes");
        var definition = catalogue.ForNew(programme, Today);
        var problem = request.Caller().Organisation is null ? ApplicationProblems.NoOrganisation.With()
            : definition.Guide.IsOpen(Today) ? null : ApplicationProblems.Closed(definition, Today);
        var entered = problem is null ? Entered.Nothing : Entered.Of(FormCollection.Empty, problem);
        return await PageAsync(request, definition, entered, problem?.Type.Status ?? StatusCodes.Status200OK, cancellation);
    }

    /// <summary>
    /// POST /my/new. 303 to the draft, which the same form finds again · the form again with what was typed: 400 · 403
    /// no-organisation · 409 guide-closed, too-many-drafts.
    /// </summary>
    [Function("MyNew_Draft")]
    [Access(Role.Applicant)]
    [Operation("Takes the form of a new application", IsListed = false)]
    public async Task<IResult> DraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var definition = catalogue.ForNew(typed["programme"].ToString(), Today);
        // Every page has one; a form without it could make two drafts.
        var key = typed[Key].ToString() is var given && Ids.IsId(given) ? given : throw PlatformProblems.FormNotShown.With();
        Task<IResult> Again(Entered entered, int status) => PageAsync(request, definition, entered, status, cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            try
            {
                var draft = await drafts.DraftAsync(typed.Read<DraftRequest>(), request.Caller(), key, cancellation);
                return new SeeOther($"{MyCases.Address(draft.State.Id)}?notice={MyNotice.Drafted}");
            }
            catch (ProblemException problem) when (Words.TryGetValue(problem.Type, out var words))
            {
                var entered = Entered.Of(typed, problem);
                return await Again(entered with { Problem = words ?? entered.Problem }, problem.Type.Status);
            }
        }, Again);
    }

    /// <summary>With a key of its own: under the one of a refused form there is no draft, or another one.</summary>
    private async Task<IResult> PageAsync(
        HttpRequest request, ProgrammeDefinition definition, Entered entered, int status, CancellationToken cancellation)
    {
        var asks = request.Caller().Organisation is { } code
            && await store.FindAsync(OrganisationAggregate.Kind, code.Value, cancellation) is null;
        return pages.Show<NewApplicationPage, NewApplication>(
            request, new NewApplication(definition, asks, Ids.New(), entered, Today), status);
    }
}
