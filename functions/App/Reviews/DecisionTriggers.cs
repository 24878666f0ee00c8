using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <summary>A recorded decision as answered.</summary>
public sealed record DecisionAnswer(string Assignment, DecisionKind Decision, DateTimeOffset At);

/// <summary>The callback of a mailed link: GET asks, POST decides.</summary>
public sealed class DecisionTriggers(CallbackTokens tokens, ReviewStore store, Inbox inbox, ProgrammeCatalogue catalogue, ReviewMetrics metrics, TimeProvider time)
{
    private const string Route = "assignments/{id}/decision";

    /// <summary>GET /api/assignments/{id}/decision?token=: the confirmation page, without any effect. 403 · 404 · 409 assignment-closed, documents-changed · 410.</summary>
    [Function("Assignments_Show")]
    [Access(Audience.SignedIn)]
    [Operation("Shows the page of a mailed link", ResponseMedia = "text/html", Query = ["token"],
        Problems = ["invalid-callback", "expired-callback", "not-assignee", "not-found", "assignment-closed", "documents-changed"])]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        CallbackPage.Seal(request.HttpContext.Response);
        var language = request.PreferredLanguage();
        var text = request.Query["token"].ToString();
        var token = Checked(request, text, id);
        var state = await store.ReadAsync(Application(id), cancellation);
        var assignment = Deciding.Assigned(state, id, token.Recipient);
        if (state.Decisions.FirstOrDefault(decision => decision.AssignmentId == id) is { } done) return DecisionPage.Recorded(done.Kind, language);
        Deciding.RequireOpen(state, assignment, token.Digest);
        return DecisionPage.Ask(state.Application, assignment, catalogue.Get(state.Application.Programme, state.Application.Version), text, language);
    }

    /// <summary>POST /api/assignments/{id}/decision. 202 recorded · 200 the same again · 403 · 404 · 409 already-decided, second-stage, assignment-closed, documents-changed · 410.</summary>
    [Function("Assignments_Decide")]
    [Access(Audience.SignedIn)]
    [Operation("Decides an assignment by its mailed link", Request = typeof(DecisionForm), RequestMedia = ["application/json", "application/x-www-form-urlencoded"],
        Response = typeof(DecisionAnswer), Success = 202,
        Problems = ["invalid-callback", "expired-callback", "not-assignee", "not-found", "already-decided", "second-stage", "assignment-closed", "documents-changed", "return-items", "invalid-field"])]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        CallbackPage.Seal(request.HttpContext.Response);
        var form = await DecisionForm.ReadAsync(request, cancellation);
        var token = Checked(request, form.Token, id);
        var command = form.Command(token.Recipient, token.Digest);
        // The fact wakes the review, so that a crash after the commit loses nothing.
        var (state, changed) = await store.ChangeAsync(Application(id), state => Deciding.Decide(state, id, command, time.GetUtcNow()), cancellation);
        await inbox.RemoveAsync(state.Assignments.First(assignment => assignment.Id == id), cancellation);

        var status = changed ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        var decision = state.Decisions.First(decision => decision.AssignmentId == id);
        if (changed) metrics.Decided(decision);
        return CallbackPage.IsWanted(request)
            ? DecisionPage.Recorded(decision.Kind, request.PreferredLanguage()) with { Status = status }
            : Results.Json(new DecisionAnswer(id, decision.Kind, decision.At), AppJson.Options, statusCode: status);
    }

    /// <summary>The token, when it is for this assignment and the caller is whom it was sent to.</summary>
    private CallbackToken Checked(HttpRequest request, string? text, string id)
    {
        var token = tokens.Validate(text, NotifyAssigneesActivity.Purpose, id);
        return token.Recipient == request.Caller().Id ? token : throw ReviewProblems.NotAssignee.With();
    }

    private static string Application(string id) => (AssignmentId.Parse(id) ?? throw PlatformProblems.NotFound.With()).ApplicationId;
}
