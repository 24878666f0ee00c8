using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Forms;

/// <summary>An application's form: what is asked, what is answered, what is missing.</summary>
/// <param name="Open">Keys of the fields that may be changed now.</param>
/// <param name="Returned">What the applicant is asked to correct now.</param>
/// <param name="Fields">As the programme declares them.</param>
/// <param name="Unasked">Keys of the fields that the answers make not asked.</param>
/// <param name="Answers">By key; unanswered fields are absent.</param>
/// <param name="Missing">What is needed before the application can be submitted.</param>
public sealed record FormView(
    string Application,
    ApplicationStatus ApplicationStatus,
    bool Complete,
    DateTimeOffset? SavedAt,
    IReadOnlyList<string> Open,
    IReadOnlyList<ReturnItem> Returned,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<string> Unasked,
    JsonElement Answers,
    IReadOnlyList<Fault> Missing)
{
    /// <summary>The digest in facts is the SHA-256 of it and the answers' JSON; absent where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Salt { get; init; }

    public static FormView Of(ApplicationForm state, ProgrammeDefinition definition)
    {
        var application = state.Application;
        var given = application.Check(definition, state.Answers.Values);
        return new FormView(
            application.Id, application.Status, given.Faults.Count == 0, application.Form?.SavedAt, SaveForm.Open(application, definition),
            application.Returned, definition.Form, [.. definition.Form.Select(field => field.Key).Where(given.Unasked.Contains)],
            state.Answers.Values, given.Faults)
        {
            Salt = application.Form?.Salt,
        };
    }
}

/// <summary>The form over HTTP: JSON for programs, a page that works without scripts for people.</summary>
public sealed class FormHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, CallbackTokens tokens, SitePages pages, TimeProvider time, StaffDirectory staff)
{
    private const string Route = "api/applications/{id}/form";
    private const string PageRoute = "my/{id}/form";

    /// <summary>GET /api/applications/{id}/form. 200 with ETag · 303 a browser, to the page · 304 · 404.</summary>
    [Function("Forms_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Answers])]
    [Operation("Reads an application's form: its fields, answers and what is missing",
        Response = typeof(FormView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var (stored, reader) = await store.GetReadableFormAsync(id, request.Caller(), cancellation, Right.Answers);
        // The staff's page of the application has the answers.
        if (request.WantsPage()) return new SeeOther(
            reader.Relation == Relation.Own ? FormDesk.Address(id) : $"/api/applications/{id}");
        return Answer.Ok(FormView.Of(stored.State, catalogue.Of(stored.State.Application)), stored.ETag);
    }

    /// <summary>
    /// PUT /api/applications/{id}/form. 200 also for a draft that is not complete · 400 invalid-form with all faults · 404 · 409
    /// not-open · 412 · 413 answers-too-large. The answers replace all earlier ones.
    /// </summary>
    [Function("Forms_Save")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Saves the answers of an application's form, by key; with the last one it is submitted",
        Request = typeof(IReadOnlyDictionary<string, JsonElement>), Response = typeof(FormView),
        Problems = ["not-found", "invalid-form", "answers-too-large", "not-open", "precondition-failed"])]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var answers = await request.ReadJsonAsync<JsonElement>(cancellation);
        var stored = await store.SaveFormAsync(catalogue, id, _ => answers, request.Caller(), time, cancellation, request.Precondition());
        return Answer.Ok(FormView.Of(stored.State, catalogue.Of(stored.State.Application)), stored.ETag);
    }

    /// <summary>GET /my/{id}/form. 200 the page, for reading alone where nothing may be changed · 404.</summary>
    [Function("Forms_Page")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.DocumentContent])]
    [Operation("Shows an application's form, to fill in while it is open", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (stored, reader) = await store.GetReadableFormAsync(id, request.Caller(), cancellation, Right.DocumentContent);
        return Desk(request).Show(stored.State, catalogue.Of(stored.State.Application), reader, request.Query["notice"]);
    }

    /// <summary>
    /// POST /my/{id}/form: the page's form, sent by one of its buttons. 303 to the page · the page again, with all that was typed:
    /// 200 a row more or less · 400 faults · 409 not submitted, open for too long · 412 changed meanwhile: with both people's work.
    /// </summary>
    [Function("Forms_Fill")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Takes the form of the page", IsListed = false)]
    public async Task<IResult> FillAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (stored, _) = await store.GetReadableFormAsync(id, request.Caller(), cancellation, Right.ChangeApplication);
        var definition = catalogue.Of(stored.State.Application);
        var posted = await request.ReadFormBodyAsync(cancellation, PostedForm.MaxFields);
        return await Desk(request).TakeAsync(store, stored.State, definition, posted, cancellation);
    }

    private FormDesk Desk(HttpRequest request) => new(tokens, catalogue, pages, time, staff, request);
}

internal static class FormSaving
{
    /// <summary>Saves the answers that <paramref name="answers"/> makes of the ones that are stored.</summary>
    /// <exception cref="ProblemException">not-found; as <see cref="SaveForm.Decide"/>; precondition-failed.</exception>
    public static Task<Stored<ApplicationForm>> SaveFormAsync(
        this AggregateStore store, ProgrammeCatalogue catalogue, string id, Func<ApplicationForm, JsonElement> answers, Caller caller,
        TimeProvider time, CancellationToken cancellation, Precondition precondition = default, bool submits = true) =>
        !Platform.Ids.IsId(id) ? throw PlatformProblems.NotFound.With() : store.ChangeAsync(FormAggregate.Kind, id, state =>
        {
            ApplicationAccess.RequireOwn(caller, state.Application);
            var definition = catalogue.Of(state.Application);
            var given = state.Application.Check(definition, answers(state));
            return SaveForm.Decide(state, definition, given, caller.Id, time.GetUtcNow(), submits);
        }, cancellation, precondition);
}
