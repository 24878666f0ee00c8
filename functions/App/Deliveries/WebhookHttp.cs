using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Deliveries;

/// <param name="Status">Active to resume, Paused, or Ended.</param>
public sealed record WebhookStatusBody(WebhookStatus Status);

/// <summary>Webhooks of the caller. Every function answers about the caller's own ones alone.</summary>
public sealed class WebhookHttp(WebhookDesk desk)
{
    private const string All = "api/webhooks";
    private const string One = $"{All}/{{id}}";

    /// <summary>
    /// POST /api/webhooks. 201 with the secret, shown this once · 400 invalid-endpoint, invalid-field · 409 · 422 challenge-failed.
    /// </summary>
    [Function("Webhooks_Create")]
    [Access(Audience.SignedIn)]
    [Operation("Creates a webhook: its endpoint is asked to answer a challenge", Request = typeof(WebhookBody),
        Response = typeof(WebhookWithSecret), Success = StatusCodes.Status201Created,
        Problems = ["invalid-endpoint", "invalid-field", "no-mail-address", "webhook-exists", "too-many-webhooks", "challenge-failed"])]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All)] HttpRequest request, CancellationToken cancellation)
    {
        var created = await desk.CreateAsync(await request.ReadJsonAsync<WebhookBody>(cancellation), request.Caller(), cancellation);
        return Answer.Created($"/{All}/{created.Webhook.Id}", created);
    }

    /// <summary>GET /api/webhooks. 200 the caller's.</summary>
    [Function("Webhooks_List")]
    [Access(Audience.SignedIn)]
    [Operation("Lists your webhooks", Response = typeof(WebhookViews))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(new WebhookViews(await desk.OfAsync(request.Caller(), cancellation)));

    /// <summary>GET /api/webhooks/{id}. 200 with a page of its deliveries, newest first · 400 bad-cursor · 404 another's.</summary>
    [Function("Webhooks_Get")]
    [Access(Audience.SignedIn)]
    [Operation("Reads one of your webhooks and its deliveries, newest first", Response = typeof(WebhookWithDeliveries),
        Query = ["state", "cursor"], Problems = ["bad-cursor", "not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Answer.Ok(await desk.GetAsync(id, request.Caller(), cancellation, DeliveryQuery.Of(request)));

    /// <summary>POST /api/webhooks/{id}/secret. 200 the new secret, shown this once · 404 another's · 410 webhook-over.</summary>
    [Function("Webhooks_ChangeSecret")]
    [Access(Audience.SignedIn)]
    [Operation("Gives one of your webhooks a new secret; the one before signs beside it for a while", Response = typeof(WebhookWithSecret),
        Problems = ["not-found", "webhook-over"])]
    public async Task<IResult> ChangeSecretAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/secret")] HttpRequest request, string id,
        CancellationToken cancellation) => Answer.Ok(await desk.ChangeSecretAsync(id, request.Caller(), cancellation));

    /// <summary>PUT /api/webhooks/{id}/status. 200 also where it has the status · 400 · 404 another's · 410 webhook-over.</summary>
    [Function("Webhooks_ChangeStatus")]
    [Access(Audience.SignedIn)]
    [Operation("Pauses, resumes or ends one of your webhooks", Request = typeof(WebhookStatusBody), Response = typeof(WebhookView),
        Problems = ["invalid-field", "not-found", "webhook-over"])]
    public async Task<IResult> ChangeStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = $"{One}/status")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<WebhookStatusBody>(cancellation);
        return Answer.Ok(await desk.ChangeStatusAsync(id, body.Status, request.Caller(), cancellation));
    }

    /// <summary>
    /// POST /api/webhooks/{id}/deliveries/{delivery}/resend. 202 also where it waits · 404 another's · 409 delivery-arrived ·
    /// 410 webhook-over.
    /// </summary>
    [Function("Webhooks_Resend")]
    [Access(Audience.SignedIn)]
    [Operation("Sends a delivery of one of your webhooks again that was given up", Response = typeof(DeliveryView),
        Success = StatusCodes.Status202Accepted, Problems = ["not-found", "delivery-arrived", "webhook-over"])]
    public async Task<IResult> SendAgainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/deliveries/{{delivery}}/resend")] HttpRequest request, string id,
        string delivery, CancellationToken cancellation) =>
        Answer.Accepted(await desk.SendAgainAsync(id, delivery, request.Caller(), cancellation), $"/{All}/{id}");
}
