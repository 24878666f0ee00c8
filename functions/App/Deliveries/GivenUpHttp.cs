using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Deliveries;

/// <summary>A delivery that was given up, as operators see it: no URL, no owner.</summary>
/// <param name="Webhook">Its id.</param>
/// <param name="WebhookStatus">Of now.</param>
public sealed record GivenUpDelivery(string Webhook, WebhookStatus WebhookStatus, WebhookPause? Pause, DeliveryView Delivery);

/// <param name="Items">By the items' times, newest first; a page is short where deliveries were sent again.</param>
/// <param name="Cursor">Of the next page; null at the end.</param>
public sealed record GivenUpDeliveries(IReadOnlyList<GivenUpDelivery> Items, string? Cursor);

/// <summary>Deliveries of all webhooks that were given up.</summary>
public sealed class GivenUpHttp(GivenUpDesk desk, SendDelivery sending)
{
    private const string All = "api/operations/deliveries";

    /// <summary>GET /api/operations/deliveries. 200 · 400 bad-cursor.</summary>
    [Function("Deliveries_List")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Lists the deliveries of all webhooks that were given up, newest first", Response = typeof(GivenUpDeliveries),
        Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(await desk.PageAsync(request.Query["cursor"], cancellation));

    /// <summary>POST /api/operations/deliveries/resend. 202 also where it waits · 404 · 409 delivery-arrived · 410 webhook-over.</summary>
    [Function("Deliveries_Resend")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Puts a delivery that was given up back into its webhook's line", Request = typeof(DeliveryChoice),
        Response = typeof(DeliveryView), Success = StatusCodes.Status202Accepted,
        Problems = ["invalid-field", "not-found", "delivery-arrived", "webhook-over"])]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{All}/resend")] HttpRequest request, CancellationToken cancellation) =>
        Answer.Accepted(await sending.RunAsync(
            await request.ReadJsonAsync<DeliveryChoice>(cancellation), request.Caller().Id, cancellation));
}

/// <summary>What operators see of given-up deliveries, for the page and the API alike.</summary>
public sealed class GivenUpDesk(AggregateStore store, GivenUpStore givenUp)
{
    private const int Shown = 20;

    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<GivenUpDeliveries> PageAsync(string? cursor, CancellationToken cancellation)
    {
        var page = await givenUp.PageAsync(cursor, Shown, cancellation);
        var ids = page.Items.Select(each => each.Webhook).Distinct();
        var found = await Task.WhenAll(ids.Select(id => store.FindAsync(WebhookAggregate.Kind, id, cancellation)));
        var webhooks = found.OfType<Stored<Webhook>>().ToDictionary(stored => stored.State.Id, stored => stored.State);
        return new GivenUpDeliveries(
            [
                .. from each in page.Items
                   where webhooks.ContainsKey(each.Webhook)
                   let webhook = webhooks[each.Webhook]
                   select new GivenUpDelivery(webhook.Id, webhook.Status, webhook.Pause, DeliveryView.Of(each.Delivery, webhook)),
            ],
            page.Cursor);
    }
}
