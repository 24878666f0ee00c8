using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Deliveries;

/// <summary>What the page of the caller's webhooks shows.</summary>
public sealed record WebhooksShown(IReadOnlyList<WebhookView> Webhooks, Entered Entered, LocalizedText? Done);

/// <summary>What the page of one webhook shows.</summary>
/// <param name="Secret">A new one, shown this once; null for none.</param>
public sealed record WebhookShown(WebhookWithDeliveries Own, DeliveryState? State, string? Secret, LocalizedText? Done);

/// <summary>The pages of the caller's webhooks.</summary>
public sealed class WebhookPageHttp(WebhookDesk desk, SitePages pages)
{
    public const string Address = "webhooks";
    private const string One = $"{Address}/{{id}}";

    private static readonly Entered Usual = new(new Dictionary<string, StringValues>
    {
        ["warnings"] = nameof(Warnings.WarningLevel.Blue),
    });

    /// <summary>GET /webhooks. 200 the caller's, and the form for another one.</summary>
    [Function("Webhooks_Page")]
    [Access(Audience.SignedIn)]
    [Operation("Shows your webhooks", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Address)] HttpRequest request, CancellationToken cancellation) =>
        ListAsync(request, Usual, StatusCodes.Status200OK, cancellation);

    /// <summary>
    /// POST /webhooks. 200 the new webhook with its secret, shown this once · 400, 409, 422 the form again, with what was typed.
    /// </summary>
    [Function("Webhooks_CreateByPage")]
    [Access(Audience.SignedIn)]
    [Operation("Creates a webhook by the page's form", IsListed = false)]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Address)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed, TakeAsync, (entered, status) => ListAsync(request, entered, status, cancellation));

        async Task<IResult> TakeAsync()
        {
            var created = await desk.CreateAsync(typed.Read<WebhookBody>(), request.Caller(), cancellation);
            return Page(request, new WebhookShown(new(created.Webhook, []), null, created.Secret, DeliveryTexts.Created));
        }
    }

    /// <summary>GET /webhooks/{id}. 200 with a page of its deliveries, newest first · 400 bad-cursor · 404 another's.</summary>
    [Function("Webhooks_ShowOne")]
    [Access(Audience.SignedIn)]
    [Operation("Shows one of your webhooks", IsListed = false)]
    public async Task<IResult> ShowOneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var query = DeliveryQuery.Of(request);
        var own = await desk.GetAsync(id, request.Caller(), cancellation, query);
        return Page(request, new WebhookShown(own, query.State, null, DeliveryTexts.Done(request.Query["done"])));
    }

    /// <summary>
    /// POST /webhooks/{id}, by the button pressed. 303 · 200 with a new secret, shown this once · 404 another's · 409 · 410.
    /// </summary>
    [Function("Webhooks_ChangeByPage")]
    [Access(Audience.SignedIn)]
    [Operation("Changes one of your webhooks by the page's buttons", IsListed = false, SeesOther = true)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var form = await request.ReadFormBodyAsync(cancellation);
        var (press, caller) = (form["press"].ToString(), request.Caller());
        if (form["again"].ToString() is { Length: > 0 } delivery)
        {
            await desk.SendAgainAsync(id, delivery, caller, cancellation);
            return new SeeOther($"/{Address}/{id}?done=again");
        }

        if (press == "secret")
        {
            var changed = await desk.ChangeSecretAsync(id, caller, cancellation);
            var own = await desk.GetAsync(id, caller, cancellation);
            return Page(request, new WebhookShown(own, null, changed.Secret, DeliveryTexts.SecretChanged));
        }

        var status = press switch
        {
            "pause" => WebhookStatus.Paused,
            "resume" => WebhookStatus.Active,
            "end" => WebhookStatus.Ended,
            _ => throw PlatformProblems.NotFound.With(),
        };
        await desk.ChangeStatusAsync(id, status, caller, cancellation);
        return new SeeOther(status == WebhookStatus.Ended ? $"/{Address}?done=end" : $"/{Address}/{id}?done={press}");
    }

    private async Task<IResult> ListAsync(HttpRequest request, Entered entered, int status, CancellationToken cancellation)
    {
        var own = await desk.OfAsync(request.Caller(), cancellation);
        return pages.Show<WebhooksPage, WebhooksShown>(
            request, new WebhooksShown(own, entered, DeliveryTexts.Done(request.Query["done"])), status);
    }

    private IResult Page(HttpRequest request, WebhookShown shown) =>
        pages.ShowAt<WebhookPage, WebhookShown>(request, $"/{Address}/{shown.Own.Webhook.Id}", shown);
}
