using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>An open assignment as its assignee sees it.</summary>
/// <param name="Id">The answer itself needs the mailed link.</param>
/// <param name="Kind">Kind of question.</param>
/// <param name="Subject">Id of what it is about.</param>
/// <param name="Context">Where that belongs, for example the programme.</param>
/// <param name="Step">What is asked.</param>
public sealed record AssignmentItem(string Id, string Kind, string Subject, string Title, string Context, string Step, DateTimeOffset Due);

/// <summary>One inbox, and the callback of every mailed link: GET asks, POST answers.</summary>
public sealed class AssignmentHttp(Questions questions, QuestionPages pages, Lists lists)
{
    private const string Route = "api/assignments/{id}/answer";
    private const int PageSize = 50;

    /// <summary>GET /api/assignments?cursor=: the caller's open assignments, the most urgent first, 50 a page. 400 bad-cursor.</summary>
    [Function("Assignments_List")]
    [Access(Audience.SignedIn)]
    [Operation("Lists your open assignments, the most urgent first", Response = typeof(Page<AssignmentItem>), Query = ["cursor"],
        Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/assignments")] HttpRequest request,
        CancellationToken cancellation)
    {
        var page = await lists.ReadPageAsync(AssignmentIndex.OfPerson, request.Caller().Id, request.Query["cursor"], PageSize,
            cancellation);
        var language = request.PreferredLanguage();
        return Platform.Http.Answer.Ok(new Page<AssignmentItem>([.. page.Items.Select(line => Item(line, language))], page.Cursor));
    }

    /// <summary>
    /// GET /api/assignments/{id}/answer?token=: the page of the mailed link, without any effect. 403 · 404 · 409
    /// assignment-closed, documents-changed · 410.
    /// </summary>
    [Function("Assignments_Show")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Shows the page of a mailed link", ResponseMedia = "text/html", Query = ["token"], IsValidated = false,
        Problems =
        [
            "invalid-callback", "expired-callback", "not-assignee", "not-allowed", "not-found", "assignment-closed", "documents-changed",
        ])]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var (question, assignment) = questions.Find(id);
        var text = request.Query["token"].ToString();
        var token = pages.Checked(request, text, question, assignment);
        var view = await question.ViewAsync(assignment, token.Recipient, token.Digest, cancellation);
        return await pages.ShowAsync(request, view, PathOf(id), cancellation, text);
    }

    /// <summary>
    /// POST /api/assignments/{id}/answer. 202 recorded · 200 the same again · 303 to a browser's form: the page of what was recorded ·
    /// 403 · 404 · 409 already-decided, assignment-closed, documents-changed, awaits-signer · 410.
    /// </summary>
    /// <remarks>The answer's fact wakes the orchestration that waits, so that a crash after the commit loses nothing.</remarks>
    [Function("Assignments_Answer")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Answers an assignment by its mailed link", Request = typeof(IAnswer),
        RequestMedia = ["application/json", "application/x-www-form-urlencoded"],
        Response = typeof(IReadOnlyDictionary<string, JsonElement>), Success = 202,
        Problems =
        [
            "invalid-callback", "expired-callback", "not-assignee", "not-allowed", "not-found", "already-decided", "assignment-closed",
            "documents-changed", "awaits-signer", "invalid-field", "form-too-large", "form-not-shown",
        ])]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var (question, assignment) = questions.Find(id);
        if (request.IsForm()) return await pages.TakeAsync(request, question, assignment, PathOf(id), cancellation);
        var answer = await question.ReadAsync(request, cancellation);
        return await question.AnswerAsync(assignment, pages.Checked(request, answer.Token, question, assignment), answer, cancellation);
    }

    private static string PathOf(string id) => $"/api/assignments/{id}/answer";

    private static AssignmentItem Item(AssignmentLine line, Language language) => new(
        line.Id, line.Ask.Kind, line.Ask.Subject, line.About.Title.In(language), line.About.Context.In(language),
            line.About.Step.In(language), line.Due);
}
