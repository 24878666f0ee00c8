using FunctionsApp.Identity;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions;

/// <summary>The answer to a request, the same for each address.</summary>
public sealed record SubscriptionAnswer(bool Received);

/// <summary>Subscribing by programs, and the one click of mail programs (RFC 8058).</summary>
public sealed class SubscriptionHttp(AggregateStore store, SubscriptionDesk desk, SubscriptionLinks links, TimeProvider time)
{
    /// <summary>POST /api/subscriptions. 202 the same for every address · 400 invalid-address, invalid-field.</summary>
    [Function("Subscriptions_Request")]
    [Access(Audience.Anyone)]
    [Operation("Subscribes a mail address, which is asked to confirm", Request = typeof(SubscriptionBody),
        Response = typeof(SubscriptionAnswer), Success = StatusCodes.Status202Accepted, Problems = ["invalid-address", "invalid-field"])]
    public async Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/subscriptions")] HttpRequest request,
        CancellationToken cancellation)
    {
        await desk.TakeAsync(await request.ReadJsonAsync<SubscriptionBody>(cancellation), cancellation);
        return Answer.Accepted(new SubscriptionAnswer(true));
    }

    /// <summary>
    /// POST /api/subscriptions/{id}/unsubscribe?token=…, as the header List-Unsubscribe-Post of each letter tells mail programs. The body
    /// is not read. 200 also where it has ended already · 403 invalid-callback · 410 expired-callback.
    /// </summary>
    [Function("Subscriptions_OneClick")]
    [Access(Audience.Anyone)]
    [Operation("Ends a subscription by the link of a letter", Response = typeof(SubscriptionAnswer), Query = [SubscriptionLinks.Token],
        IsValidated = false, Problems = ["invalid-callback", "expired-callback", "not-found"])]
    public async Task<IResult> EndAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/subscriptions/{id}/unsubscribe")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (round, now) = (links.Round(request.Query[SubscriptionLinks.Token], id), time.GetUtcNow());
        await store.ChangeSubscriptionAsync(id, current => EndSubscription.Decide(current, round, now), cancellation);
        return Answer.Ok(new SubscriptionAnswer(true));
    }

    /// <summary>
    /// GET /api/subscriptions/{id}/unsubscribe?token=…, for mail programs that open the link instead. 303 to the page of the subscription:
    /// reading changes nothing.
    /// </summary>
    [Function("Subscriptions_OneClickOpened")]
    [Access(Audience.Anyone)]
    [Operation("Leads to the page of a subscription", IsListed = false, SeesOther = true)]
    public IResult Open(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/subscriptions/{id}/unsubscribe")] HttpRequest request,
        string id)
    {
        var token = request.Query[SubscriptionLinks.Token].ToString();
        links.Round(token, id);
        return new SeeOther(SubscriptionLinks.PageOf(id, token));
    }
}
