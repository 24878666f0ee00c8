using FunctionsApp.Identity;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.TakingBack;

/// <summary>That an answer is taken back: the assignment is open again.</summary>
public sealed record TakenBackAnswer(string Assignment, DateTimeOffset Due);

/// <summary>Taking one's own answer back; a race with what is built on it is decided by the one commit.</summary>
public sealed class TakeBackHttp(Questions questions)
{
    public static string PathOf(string id) => $"/inbox/{id}/take-back";

    /// <summary>POST /api/assignments/{id}/take-back. 202 · 200 it is taken back · 403 · 404 · 409 cannot-take-back.</summary>
    [Function("Assignments_TakeBack")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Takes your answer back, while nothing was built on it", Response = typeof(TakenBackAnswer), Success = 202,
        Problems = ["not-assignee", "not-found", "cannot-take-back", "stale"])]
    public async Task<IResult> TakeBackAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assignments/{id}/take-back")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (question, assignment) = questions.Find(id);
        var (open, changed) = await question.TakeBackAsync(assignment, request.Caller().Id, cancellation);
        var answer = new TakenBackAnswer(id, open.Due);
        return changed ? Answer.Accepted(answer) : Answer.Ok(answer);
    }

    /// <summary>POST /inbox/{id}/take-back. 303 to the assignment's page · 404 also for others · 409 cannot-take-back.</summary>
    [Function("Inbox_TakeBack")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Takes an answer back, on its page", IsListed = false, SeesOther = true)]
    public Task<IResult> TakeBackByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "inbox/{id}/take-back")] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            var (question, assignment) = questions.Find(id);
            AnswerAssignment.Assigned(
                (await question.ReadAsync(assignment.Ask, cancellation)).Assignments, assignment, request.Caller().Id);
            await request.ReadFormBodyAsync(cancellation);
            await question.TakeBackAsync(assignment, request.Caller().Id, cancellation);
            return new SeeOther(QuestionPages.PathOf(id));
        });
}
