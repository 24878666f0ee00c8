using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Deliveries;

/// <summary>What the operators' page of deliveries shows.</summary>
public sealed record GivenUpShown(GivenUpDeliveries Page, BouncedLetters Bounced, LocalizedText? Done);

/// <summary>The operators' page of deliveries.</summary>
public sealed class GivenUpPageHttp(GivenUpDesk desk, ReceiveBounce bounces, SendDelivery sending, SitePages pages)
{
    public const string Address = "operations/deliveries";

    /// <summary>GET /operations/deliveries. 200 · 400 bad-cursor.</summary>
    [Function("Deliveries_Page")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Shows the deliveries that were given up", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Address)] HttpRequest request, CancellationToken cancellation) =>
        pages.Show<GivenUpPage, GivenUpShown>(request, new GivenUpShown(
            await desk.PageAsync(request.Query["cursor"], cancellation),
            await bounces.PageAsync(request.Query["bounced"], cancellation), DeliveryTexts.Done(request.Query["done"])));

    /// <summary>POST /operations/deliveries, by the button pressed. 303 · 404 · 409 delivery-arrived · 410 webhook-over.</summary>
    [Function("Deliveries_ResendByPage")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Sends a delivery again by the page's button", IsListed = false, SeesOther = true)]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Address)] HttpRequest request, CancellationToken cancellation)
    {
        var pressed = (await request.ReadFormBodyAsync(cancellation))["delivery"].ToString().Split('/');
        if (pressed is not [var webhook, var delivery]) throw PlatformProblems.NotFound.With();
        await sending.RunAsync(new DeliveryChoice(webhook, delivery), request.Caller().Id, cancellation);
        return new SeeOther($"/{Address}?done=again");
    }
}
