using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Operations;

/// <summary>What the page of dead letters shows.</summary>
/// <param name="Chosen">The entity that was chosen, with a page of its dead letters; null for none.</param>
public sealed record DeadLettersShown(DeadLetterCounts Counts, DeadLetters? Chosen, LocalizedText? Done);

/// <summary>The operators' page of dead letters.</summary>
public sealed class DeadLetterPageHttp(DeadLetterStore store, SendDeadLetters sending, SitePages pages)
{
    public const string Address = "operations/dead-letters";

    /// <summary>GET /operations/dead-letters. 200 · 400 bad-cursor · 404 no such entity.</summary>
    [Function("DeadLetters_Page")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Shows the dead letters of the message broker", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Address)] HttpRequest request, CancellationToken cancellation)
    {
        var chosen = request.Query["entity"].ToString() is { Length: > 0 } path
            ? await store.PageAsync(BusEntity.Of(path), request.Query["cursor"], DeadLetterHttp.Shown, cancellation)
            : null;
        var counts = await store.CountAsync(cancellation);
        return pages.Show<DeadLettersPage, DeadLettersShown>(
            request, new DeadLettersShown(counts, chosen, DeadLetterTexts.Done(request.Query["done"])));
    }

    /// <summary>POST /operations/dead-letters, by the button pressed. 303 · 404 no such entity · 409 dead-letter-absent.</summary>
    [Function("DeadLetters_SendByPage")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Sends dead letters again by the page's buttons", IsListed = false, SeesOther = true)]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Address)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var message = typed["message"].ToString();
        var sent = await sending.RunAsync(
            new DeadLetterChoice(typed["entity"].ToString(), message.Length > 0 ? message : null), request.Caller().Id, cancellation);
        return new SeeOther($"/{Address}?entity={Uri.EscapeDataString(sent.Entity)}&done={(sent.HasMore ? "more" : "all")}");
    }
}
