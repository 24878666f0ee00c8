using FunctionsApp.Assignments.Copying;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Copying;

/// <summary>A copy as those see it who may send others.</summary>
/// <param name="Name">Of the receiver.</param>
/// <param name="From">Name of the sender.</param>
public sealed record SentCopy(string Name, string From, string? Note, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <param name="Items">By the order in which they were sent.</param>
/// <param name="MayReceive">Those to whom one can be sent, by name.</param>
public sealed record SentCopies(IReadOnlyList<SentCopy> Items, IReadOnlyList<Receiver> MayReceive);

/// <summary>What the page of an application's copies shows.</summary>
public sealed record CopiesShown(Application Application, LocalizedText Programme, SentCopies Copies, Entered Entered);

/// <summary>Sends copies of an application; for officers who are or were asked about it, and those who oversee it.</summary>
public sealed class CopyHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, SitePages pages, TimeProvider time)
{
    private const string Route = "api/applications/{id}/copies";
    private const string PageRoute = "copies/{id}";

    public static string PathOf(string id) => $"/copies/{id}";

    /// <summary>GET /api/applications/{id}/copies. 200 · 404.</summary>
    [Function("Copies_List")]
    [Access(Audience.SignedIn, Needs = [Right.Copy])]
    [Operation("Lists the copies of an application, and those to whom one can be sent", Response = typeof(SentCopies),
        Problems = ["not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => Answer.Ok((await ReadAsync(request, id, cancellation)).Copies);

    /// <summary>POST /api/applications/{id}/copies. 202 · 200 the person has one · 400 · 404 · 409 too-many-copies.</summary>
    [Function("Copies_Send")]
    [Access(Audience.SignedIn, Needs = [Right.Copy])]
    [Operation("Sends an application to an officer for information", Request = typeof(CopyForm), Response = typeof(SentCopies),
        Success = 202, Problems = ["not-found", "invalid-field", "too-many-copies", "stale"])]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await ReadAsync(request, id, cancellation);
        var changed = await SendAsync(request, id, await request.ReadJsonAsync<CopyForm>(cancellation), cancellation);
        var copies = (await ReadAsync(request, id, cancellation)).Copies;
        return changed ? Answer.Accepted(copies) : Answer.Ok(copies);
    }

    /// <summary>GET /copies/{id}. 200 who has a copy, and the form · 404.</summary>
    [Function("Copies_Page")]
    [Access(Audience.SignedIn, Needs = [Right.Copy])]
    [Operation("Shows who has a copy of an application", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Page(request, await ReadAsync(request, id, cancellation), Entered.Nothing, StatusCodes.Status200OK);

    /// <summary>POST /copies/{id}. 303 to the page · 400 the form again · 404 · 409 too-many-copies.</summary>
    [Function("Copies_SendByPage")]
    [Access(Audience.SignedIn, Needs = [Right.Copy])]
    [Operation("Sends a copy by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> SendByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PageRoute)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await ReadAsync(request, id, cancellation);
        var typed = await request.ReadFormBodyAsync(cancellation);
        try
        {
            typed.RequireWithin();
            await SendAsync(request, id, typed.Read<CopyForm>(), cancellation);
            return new SeeOther(PathOf(id));
        }
        catch (ProblemException problem) when (problem.Type.Status is
            StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge)
        {
            return Page(request, await ReadAsync(request, id, cancellation), Entered.Of(typed, problem), problem.Type.Status);
        }
    }

    private async Task<bool> SendAsync(HttpRequest request, string id, CopyForm form, CancellationToken cancellation)
    {
        var (matter, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Copy);
        var (application, sender, now) = (matter.State.Application, request.Caller().Id, time.GetUtcNow());
        var about = new CopiedMatter(
            id, new LocalizedText(application.Subject.Title, application.Subject.Title), catalogue.Of(application).Name);
        var stored = await store.PutAsync(CopyAggregate.Kind, CopyAggregate.IdOf(id), copies => SendCopy.Decide(
            copies, about, form, sender, [.. CopyReceivers.Of(matter.State, copies, staff, sender).Select(member => member.Id)], now),
            cancellation);
        return stored.Changed;
    }

    /// <summary>The look at the caller comes before the look at what was sent.</summary>
    private async Task<(Application Application, SentCopies Copies)> ReadAsync(
        HttpRequest request, string id, CancellationToken cancellation)
    {
        var (matter, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Copy);
        var copies = (await store.FindAsync(CopyAggregate.Kind, CopyAggregate.IdOf(id), cancellation))?.State;
        return (matter.State.Application, new SentCopies(
            [
                .. (copies?.Items ?? []).Select(copy => new SentCopy(
                    staff.NameOf(copy.To), staff.NameOf(copy.From), copy.Note, copy.At, copy.ReadAt)),
            ],
            [
                .. CopyReceivers.Of(matter.State, copies, staff, request.Caller().Id)
                    .Select(member => new Receiver(member.Id, member.Name)),
            ]));
    }

    private IResult Page(HttpRequest request, (Application Application, SentCopies Copies) read, Entered entered, int status) =>
        pages.Show<CopyPage, CopiesShown>(
            request, new CopiesShown(read.Application, catalogue.Of(read.Application).Name, read.Copies, entered), status);
}
