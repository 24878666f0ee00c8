using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.HandingOver;

/// <summary>A person to whom an assignment may be given.</summary>
public sealed record Receiver(string Id, string Name);

/// <param name="Items">By name.</param>
public sealed record Receivers(IReadOnlyList<Receiver> Items);

/// <summary>That an assignment was handed over.</summary>
/// <param name="To">Staff id of the receiver.</param>
public sealed record HandOverAnswer(string Assignment, string To, DateTimeOffset At);

/// <summary>What the page of the form shows.</summary>
public sealed record HandOverShown(Assignment Assignment, IReadOnlyList<StaffMember> Receivers, Entered Entered);

/// <summary>What the giver reads afterwards.</summary>
/// <param name="To">The receiver's name.</param>
public sealed record HandedOverShown(string To, string Reason, DateTimeOffset At);

/// <summary>What the receiver reads.</summary>
/// <param name="From">The giver's name.</param>
public sealed record ReceivedShown(string From, string Reason);

/// <summary>Handing over, by the assignee alone; the receiver's letter follows from the fact.</summary>
public sealed class HandOverHttp(Questions questions, SitePages pages, TimeProvider time)
{
    private const string PageRoute = "inbox/{id}/hand-over";

    public static string PathOf(string id) => $"/inbox/{id}/hand-over";

    /// <summary>GET /api/assignments/{id}/receivers. 200 · 403 · 404 · 409 assignment-closed, hand-over-refused.</summary>
    [Function("Assignments_Receivers")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Lists those to whom you may hand an assignment over", Response = typeof(Receivers),
        Problems = ["not-assignee", "not-found", "assignment-closed", "hand-over-refused"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/assignments/{id}/receivers")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var shown = await ShownAsync(request, id, Entered.Nothing, cancellation);
        return Answer.Ok(new Receivers([.. shown.Receivers.Select(member => new Receiver(member.Id, member.Name))]));
    }

    /// <summary>
    /// POST /api/assignments/{id}/hand-over. 202 · 200 the same again · 400 · 403 · 404 · 409 already-handed-over, assignment-closed,
    /// hand-over-refused.
    /// </summary>
    [Function("Assignments_HandOver")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Hands your assignment over to another person who may be asked", Request = typeof(HandOverForm),
        Response = typeof(HandOverAnswer), Success = 202,
        Problems =
        [
            "not-assignee", "not-found", "already-handed-over", "assignment-closed", "hand-over-refused", "invalid-field", "stale",
        ])]
    public async Task<IResult> HandOverAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assignments/{id}/hand-over")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await OwnAsync(request, id, cancellation);
        var (given, changed) = await GiveAsync(request, id, await request.ReadJsonAsync<HandOverForm>(cancellation), cancellation);
        var answer = new HandOverAnswer(id, given.To, given.At);
        return changed ? Answer.Accepted(answer) : Answer.Ok(answer);
    }

    /// <summary>GET /inbox/{id}/hand-over. 200 the form · 404 also for others · 409 assignment-closed, hand-over-refused.</summary>
    [Function("Inbox_HandOverPage")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Shows the form that hands an assignment over", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
            Page(request, await ShownAsync(request, id, Entered.Nothing, cancellation), StatusCodes.Status200OK));

    /// <summary>POST /inbox/{id}/hand-over. 303 to the assignment's page · 400 the form again · 404 · 409.</summary>
    [Function("Inbox_HandOver")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Hands an assignment over by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> HandOverByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            await OwnAsync(request, id, cancellation);
            var typed = await request.ReadFormBodyAsync(cancellation);
            try
            {
                typed.RequireWithin();
                await GiveAsync(request, id, typed.Read<HandOverForm>(), cancellation);
                return new SeeOther(QuestionPages.PathOf(id));
            }
            catch (ProblemException problem) when (problem.Type.Status is
                StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge)
            {
                return Page(request, await ShownAsync(request, id, Entered.Of(typed, problem), cancellation), problem.Type.Status);
            }
        });

    private async Task<(Handing Given, bool Changed)> GiveAsync(
        HttpRequest request, string id, HandOverForm form, CancellationToken cancellation)
    {
        var ((question, assignment), person, now) = (questions.Find(id), request.Caller().Id, time.GetUtcNow());
        var (matter, changed) = await question.ChangeAsync(
            assignment.Ask, person, asked => HandOverAssignment.Decide(asked, assignment, form, person, now, question.NoHandOver),
            cancellation);
        return (AnswerAssignment.Assigned(matter.Assignments, assignment, person).Given!, changed);
    }

    /// <summary>The look at the caller comes before the look at what was sent.</summary>
    private Task<OwnAssignment> OwnAsync(HttpRequest request, string id, CancellationToken cancellation) =>
        questions.GetOwnAsync(id, request.Caller().Id, cancellation);

    private async Task<HandOverShown> ShownAsync(HttpRequest request, string id, Entered entered, CancellationToken cancellation)
    {
        var (matter, assignment, question) = await OwnAsync(request, id, cancellation);
        HandOverAssignment.RequireMay(matter, assignment, question.NoHandOver);
        return new HandOverShown(assignment, HandOverAssignment.Receivers(matter, BeijingTime.Day(time.GetUtcNow())), entered);
    }

    private IResult Page(HttpRequest request, HandOverShown shown, int status) =>
        pages.Show<HandOverPage, HandOverShown>(request, shown, status);
}
