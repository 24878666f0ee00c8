using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Subscriptions;

/// <summary>What the page shows on which an address is subscribed.</summary>
/// <param name="Done">What was done on the page before; null for nothing.</param>
/// <param name="Programmes">Code and name of all.</param>
public sealed record SubscribeShown(Entered Entered, IReadOnlyList<(string Code, LocalizedText Name)> Programmes, LocalizedText? Done);

/// <summary>What the pages of one subscription show.</summary>
/// <param name="Token">Of the link, hidden in the form.</param>
/// <param name="Programmes">Code and name of all.</param>
public sealed record SubscriptionShown(
    Subscription Subscription, string Token, Entered Entered, IReadOnlyList<(string Code, LocalizedText Name)> Programmes);

/// <summary>The pages of subscriptions. Nobody signs in: a letter's link is what its address alone has.</summary>
public sealed class SubscriptionPageHttp(
    AggregateStore store, SubscriptionDesk desk, SubscriptionLinks links, ProgrammeCatalogue catalogue, SitePages pages,
    TimeProvider time)
{
    private const string Route = "subscribe";

    /// <summary>GET /subscribe. 200 the form.</summary>
    [Function("Subscriptions_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows the form to subscribe", IsListed = false)]
    public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request)
    {
        var language = PageLanguage.Of(request);
        var entered = new Entered(new Dictionary<string, StringValues>
        {
            ["sectors"] = request.Query["sector"], ["warnings"] = nameof(Warnings.WarningLevel.Blue),
            ["alerts"] = nameof(AlertFrequency.Immediate), ["language"] = language.ToString(),
        });
        return Form(request, entered, StatusCodes.Status200OK, SubscriptionTexts.Done(request.Query["done"]));
    }

    /// <summary>POST /subscribe. 303 to the page, the same for every address · 400 the form again, with what was typed.</summary>
    [Function("Subscriptions_RequestByPage")]
    [Access(Audience.Anyone)]
    [Operation("Subscribes a mail address by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, TakeAsync, (entered, status) => Task.FromResult(Form(request, entered, status)));

        async Task<IResult> TakeAsync()
        {
            await desk.TakeAsync(typed.Read<SubscriptionBody>(), cancellation);
            return Done("sent");
        }
    }

    /// <summary>GET /subscriptions/{id}/confirm?token=…. 200 asks whether: reading changes nothing · 403 · 409 · 410.</summary>
    [Function("Subscriptions_ConfirmPage")]
    [Access(Audience.Anyone)]
    [Operation("Asks whether to confirm a subscription", IsListed = false)]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "subscriptions/{id}/confirm")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var token = request.Query[SubscriptionLinks.Token].ToString();
        var digest = links.Confirmed(token, id);
        var subscription = (await store.GetSubscriptionAsync(id, cancellation)).State;
        ConfirmSubscription.Decide(subscription, digest, time.GetUtcNow());
        return pages.ShowAt<ConfirmSubscriptionPage, SubscriptionShown>(
            request, $"/{Route}", new SubscriptionShown(subscription, token, Entered.Nothing, catalogue.Names));
    }

    /// <summary>POST /subscriptions/{id}/confirm. 303, also where it was confirmed before · 403 · 409 · 410.</summary>
    [Function("Subscriptions_Confirm")]
    [Access(Audience.Anyone)]
    [Operation("Confirms a subscription by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "subscriptions/{id}/confirm")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var typed = await request.ReadFormBodyAsync(cancellation);
        var digest = links.Confirmed(typed[SubscriptionLinks.Token], id);
        var now = time.GetUtcNow();
        await store.ChangeSubscriptionAsync(id, current => ConfirmSubscription.Decide(current, digest, now), cancellation);
        return Done("confirmed");
    }

    /// <summary>GET /subscriptions/{id}?token=…. 200 what the subscriber gets, to change or end · 403 · 409 · 410.</summary>
    [Function("Subscriptions_KeepPage")]
    [Access(Audience.Anyone)]
    [Operation("Shows a subscription to its subscriber", IsListed = false)]
    public async Task<IResult> ShowOwnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "subscriptions/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var token = request.Query[SubscriptionLinks.Token].ToString();
        var round = links.Round(token, id);
        var subscription = (await store.GetSubscriptionAsync(id, cancellation)).State;
        ChangeSubscription.Require(subscription, round);
        return Own(request, subscription, token, Typed(subscription.Choice), StatusCodes.Status200OK);
    }

    /// <summary>
    /// POST /subscriptions/{id}: saves the choice or, pressed "end", ends it. 303 · 400 the form again, with what was typed · 403 · 409 ·
    /// 410.
    /// </summary>
    [Function("Subscriptions_Keep")]
    [Access(Audience.Anyone)]
    [Operation("Changes or ends a subscription by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> KeepAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "subscriptions/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        QuestionPages.Seal(request.HttpContext.Response);
        var typed = await request.ReadFormBodyAsync(cancellation);
        var token = typed[SubscriptionLinks.Token].ToString();
        var (round, now) = (links.Round(token, id), time.GetUtcNow());
        if (typed["press"] == "end")
        {
            await store.ChangeSubscriptionAsync(id, current => EndSubscription.Decide(current, round, now), cancellation);
            return Done("ended");
        }

        var subscription = (await store.GetSubscriptionAsync(id, cancellation)).State;
        return await SitePages.TakeAsync(
            typed, TakeAsync, (entered, status) => Task.FromResult(Own(request, subscription, token, entered, status)));

        async Task<IResult> TakeAsync()
        {
            var choice = typed.Read<SubscriptionChoice>().Checked(catalogue);
            await store.ChangeSubscriptionAsync(id, current => ChangeSubscription.Decide(current, round, choice, now), cancellation);
            return Done("changed");
        }
    }

    private static SeeOther Done(string what) => new($"/{Route}?done={what}");

    private static Entered Typed(SubscriptionChoice choice) => new(new Dictionary<string, StringValues>
    {
        ["sectors"] = new([.. choice.Sectors]), ["warnings"] = choice.Warnings?.ToString() ?? "", ["alerts"] = choice.Alerts.ToString(),
        ["exercises"] = choice.Exercises ? "true" : "", ["language"] = choice.Language.ToString(),
        ["deadlines"] = new([.. choice.Deadlines ?? []]),
    });

    private IResult Form(HttpRequest request, Entered entered, int status, LocalizedText? done = null) =>
        pages.Show<SubscribePage, SubscribeShown>(request, new SubscribeShown(entered, catalogue.Names, done), status);

    private IResult Own(HttpRequest request, Subscription subscription, string token, Entered entered, int status) =>
        pages.ShowAt<SubscriptionPage, SubscriptionShown>(
            request, $"/{Route}", new SubscriptionShown(subscription, token, entered, catalogue.Names), status);
}
