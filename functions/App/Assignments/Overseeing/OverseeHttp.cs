using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments.Overseeing;

/// <summary>A person who has not answered.</summary>
/// <param name="Reminded">Working day of the last reminder that an overseer had sent; null for none.</param>
/// <param name="MayGo">Whether the person may be taken off.</param>
public sealed record AskedPerson(string Assignment, string Name, DateTimeOffset Due, DateOnly? Reminded, bool MayGo);

/// <param name="Items">By number of the assignment.</param>
public sealed record AskedPeople(IReadOnlyList<AskedPerson> Items);

/// <summary>What the overseer's page shows.</summary>
/// <param name="MayRemind">Whether someone was not reminded this working day.</param>
public sealed record OverseeShown(
    string Id, AssignmentAbout About, IReadOnlyList<AskedPerson> Open, bool MayRemind, DateTimeOffset Now, LocalizedText? Done = null);

/// <summary>For those who look after what others are asked; each question says who does.</summary>
/// <remarks>An id names one assignment of the question; everyone asked the same is meant. Whoever oversees nothing finds nothing.</remarks>
public sealed class OverseeHttp(
    Questions questions, StaffDirectory staff, WorkingCalendar calendar, SitePages pages, TimeProvider time)
{
    private const string Reminded = "reminded";
    private const string Gone = "gone";

    public static string PathOf(string id) => $"/asked/{id}";

    public static string TakeOffPathOf(string id) => $"/asked/{id}/take-off";

    public static string RemindPathOf(string id) => $"/asked/{id}/remind";

    /// <summary>GET /api/assignments/{id}/asked. 200 · 404.</summary>
    [Function("Assignments_Asked")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Lists those who have not answered a question that you oversee", Response = typeof(AskedPeople), Problems = ["not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/assignments/{id}/asked")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (_, _, matter) = await OverseenAsync(request, id, cancellation);
        return Answer.Ok(new AskedPeople(People(matter)));
    }

    /// <summary>POST /api/assignments/{id}/remind. 202 · 200 all were reminded this working day · 404 · 409 assignment-closed.</summary>
    [Function("Assignments_Remind")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Reminds those who have not answered a question that you oversee, at most once a working day",
        Response = typeof(AskedPeople), Success = 202, Problems = ["not-found", "assignment-closed", "stale"])]
    public Task<IResult> RemindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assignments/{id}/remind")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(request, id, Remind, cancellation);

    /// <summary>GET /asked/{id}. 200 those who have not answered · 404.</summary>
    [Function("Assignments_AskedPage")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Shows who has not answered", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "asked/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (_, parsed, matter) = await OverseenAsync(request, id, cancellation);
        var (open, now) = (People(matter), time.GetUtcNow());
        var day = RemindNow.DayOf(now, calendar);
        var about = matter.Assignments.Of(matter.Ask).First(each => each.Number == parsed.Number).About;
        return pages.Show<OverseePage, OverseeShown>(request, new OverseeShown(
            id, about, open, open.Any(person => !(person.Reminded >= day)), now,
            request.Query.ContainsKey(Reminded) ? OverseeTexts.Done
                : request.Query.ContainsKey(Gone) ? OverseeTexts.TakenOff : null));
    }

    /// <summary>POST /asked/{id}/remind. 303 to the page · 404 · 409 assignment-closed.</summary>
    [Function("Assignments_RemindByPage")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Reminds those who have not answered, on a page", IsListed = false, SeesOther = true)]
    public Task<IResult> RemindByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "asked/{id}/remind")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeByPageAsync(request, id, Remind, Reminded, cancellation);

    /// <summary>
    /// POST /api/assignments/{id}/take-off. 202 · 200 the person is taken off · 404 · 409 assignment-closed, cannot-take-off.
    /// </summary>
    [Function("Assignments_TakeOff")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Takes a person off a question that you oversee, where the others suffice", Response = typeof(AskedPeople), Success = 202,
        Problems = ["not-found", "assignment-closed", "cannot-take-off", "stale"])]
    public Task<IResult> TakeOffAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assignments/{id}/take-off")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(request, id, TakeOffAssignee.Decide, cancellation);

    /// <summary>POST /asked/{id}/take-off. 303 to the page · 404 · 409 assignment-closed, cannot-take-off.</summary>
    [Function("Assignments_TakeOffByPage")]
    [Access(Audience.SignedIn, Needs = [Right.Oversee])]
    [Operation("Takes a person off, on a page", IsListed = false, SeesOther = true)]
    public Task<IResult> TakeOffByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "asked/{id}/take-off")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeByPageAsync(request, id, TakeOffAssignee.Decide, Gone, cancellation);

    private AskedChange Remind(AskedMatter matter, AssignmentId id) =>
        RemindNow.Decide(matter, RemindNow.DayOf(time.GetUtcNow(), calendar));

    private async Task<IResult> TakeAsync(
        HttpRequest request, string id, Func<AskedMatter, AssignmentId, AskedChange> decide, CancellationToken cancellation)
    {
        var (matter, changed) = await ChangeAsync(request, id, decide, cancellation);
        var people = new AskedPeople(People(matter));
        return changed ? Answer.Accepted(people) : Answer.Ok(people);
    }

    /// <param name="done">Of the page's query: what it then says was done.</param>
    private async Task<IResult> TakeByPageAsync(
        HttpRequest request, string id, Func<AskedMatter, AssignmentId, AskedChange> decide, string done, CancellationToken cancellation)
    {
        // Hidden from those who oversee nothing, whatever the form holds.
        await OverseenAsync(request, id, cancellation);
        await request.ReadFormBodyAsync(cancellation);
        await ChangeAsync(request, id, decide, cancellation);
        return new SeeOther($"{PathOf(id)}?{done}=1");
    }

    private async Task<(AskedMatter Matter, bool Changed)> ChangeAsync(
        HttpRequest request, string id, Func<AskedMatter, AssignmentId, AskedChange> decide, CancellationToken cancellation)
    {
        var (question, parsed, _) = await OverseenAsync(request, id, cancellation);
        return await question.ChangeAsync(parsed.Ask, request.Caller().Id, matter => decide(matter, parsed), cancellation);
    }

    private async Task<(Question Question, AssignmentId Id, AskedMatter Matter)> OverseenAsync(
        HttpRequest request, string id, CancellationToken cancellation)
    {
        var (question, parsed) = questions.Find(id);
        var matter = await question.ReadAsync(parsed.Ask, cancellation);
        return matter.Oversees(request.Caller()) && matter.Assignments.Of(parsed.Ask).Any(each => each.Number == parsed.Number)
            ? (question, parsed, matter) : throw IdentityProblems.Hidden();
    }

    private IReadOnlyList<AskedPerson> People(AskedMatter matter) =>
    [
        .. RemindNow.Open(matter).Select(assignment => new AskedPerson(
            assignment.Id, staff.NameOf(assignment.Assignee), assignment.Due, assignment.Reminded, matter.MayGo(assignment))),
    ];
}
