using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.AddingSigners;

/// <summary>A signer who was added to an assignment.</summary>
public sealed record AddedSigner(string Assignment, string Name, SignerPlace Place, AssignmentState State, DateTimeOffset Due);

/// <param name="Items">Those who were added, by number of their assignments.</param>
/// <param name="MayBeAdded">By name; empty where no signer can be added.</param>
/// <param name="WaitsUntil">Until when the answer waits for opinions at longest; null where it does not.</param>
public sealed record Signers(
    IReadOnlyList<AddedSigner> Items, IReadOnlyList<Receiver> MayBeAdded, DateTimeOffset? WaitsUntil);

/// <summary>What the page of the form shows.</summary>
public sealed record AddSignerShown(Assignment Assignment, IReadOnlyList<StaffMember> MayBeAdded, Entered Entered);

/// <summary>Adding a signer, by the assignee alone; the signer's letter follows from the fact.</summary>
public sealed class AddSignerHttp(Questions questions, StaffDirectory staff, SitePages pages, TimeProvider time)
{
    private const string Route = "api/assignments/{id}/signers";
    private const string PageRoute = "inbox/{id}/add-signer";

    public static string PathOf(string id) => $"/inbox/{id}/add-signer";

    /// <summary>GET /api/assignments/{id}/signers. 200 · 403 · 404.</summary>
    [Function("Assignments_Signers")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Lists the signers of your assignment, and those who may be added", Response = typeof(Signers),
        Problems = ["not-assignee", "not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => Answer.Ok(Of(await OwnAsync(request, id, cancellation)));

    /// <summary>
    /// POST /api/assignments/{id}/signers. 202 · 200 the same again · 400 · 403 · 404 · 409 assignment-closed, add-signer-refused.
    /// </summary>
    [Function("Assignments_AddSigner")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Adds a signer to your assignment, before or after you", Request = typeof(AddSignerForm), Response = typeof(Signers),
        Success = 202,
        Problems = ["not-assignee", "not-found", "assignment-closed", "add-signer-refused", "invalid-field", "stale"])]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await OwnAsync(request, id, cancellation);
        var changed = await ChangeAsync(request, id, await request.ReadJsonAsync<AddSignerForm>(cancellation), cancellation);
        var signers = Of(await OwnAsync(request, id, cancellation));
        return changed ? Answer.Accepted(signers) : Answer.Ok(signers);
    }

    /// <summary>GET /inbox/{id}/add-signer. 200 the form · 404 also for others · 409 assignment-closed, add-signer-refused.</summary>
    [Function("Inbox_AddSignerPage")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Shows the form that adds a signer", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
            Page(request, await OwnAsync(request, id, cancellation), Entered.Nothing, StatusCodes.Status200OK));

    /// <summary>POST /inbox/{id}/add-signer. 303 to the assignment's page · 400 the form again · 404 · 409.</summary>
    [Function("Inbox_AddSigner")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Adds a signer by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> AddByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            await OwnAsync(request, id, cancellation);
            var typed = await request.ReadFormBodyAsync(cancellation);
            try
            {
                typed.RequireWithin();
                // A form has no null: an unknown place is refused by name, as a missing one.
                var form = new AddSignerForm(
                    typed["to"].ToString(), EnumByName.Find<SignerPlace>(typed["place"]), typed["reason"].ToString());
                await ChangeAsync(request, id, form, cancellation);
                return new SeeOther(QuestionPages.PathOf(id));
            }
            catch (ProblemException problem) when (problem.Type.Status is
                StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge)
            {
                return Page(
                    request, await OwnAsync(request, id, cancellation), Entered.Of(typed, problem), problem.Type.Status);
            }
        });

    private async Task<bool> ChangeAsync(HttpRequest request, string id, AddSignerForm form, CancellationToken cancellation)
    {
        var ((question, assignment), person, now) = (questions.Find(id), request.Caller().Id, time.GetUtcNow());
        var (_, changed) = await question.ChangeAsync(
            assignment.Ask, person, asked => AddSigner.Decide(asked, assignment, form, person, now, question.NoSigners), cancellation);
        return changed;
    }

    /// <summary>The look at the caller comes before the look at what was sent.</summary>
    private Task<OwnAssignment> OwnAsync(HttpRequest request, string id, CancellationToken cancellation) =>
        questions.GetOwnAsync(id, request.Caller().Id, cancellation);

    private Signers Of(OwnAssignment own)
    {
        var (matter, assignment, question) = own;
        var now = time.GetUtcNow();
        var mayAdd = assignment.State == AssignmentState.Open && matter.Closed(assignment) is null
            && AddSigner.Refusal(matter.Assignments, assignment, question.NoSigners) is null;
        return new Signers(
            [
                .. AddSigner.Of(matter.Assignments, assignment).Select(each => new AddedSigner(
                    each.Id, staff.NameOf(each.Assignee), each.Added!.Place, each.State, each.Due)),
            ],
            mayAdd ? [.. Candidates(matter, now).Select(member => new Receiver(member.Id, member.Name))] : [],
            assignment.State == AssignmentState.Open ? AddSigner.Awaited(matter.Assignments, assignment, now) : null);
    }

    private IResult Page(HttpRequest request, OwnAssignment own, Entered entered, int status)
    {
        AddSigner.RequireMay(own.Matter, own.Assignment, own.Question.NoSigners);
        var shown = new AddSignerShown(own.Assignment, Candidates(own.Matter, time.GetUtcNow()), entered);
        return pages.Show<AddSignerPage, AddSignerShown>(request, shown, status);
    }

    private static IReadOnlyList<StaffMember> Candidates(AskedMatter matter, DateTimeOffset now) =>
        HandOverAssignment.Receivers(matter, BeijingTime.Day(now));
}
