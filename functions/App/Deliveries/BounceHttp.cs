using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

/// <param name="Kind">Null where the report is about no failure.</param>
public sealed record BounceTaken(BounceKind? Kind);

/// <summary>Takes the reports about letters that came back, from the mail gateway.</summary>
public sealed class BounceHttp(
    ReceiveBounce bounces, AggregateStore store, IOptions<SubscriptionOptions> options, TimeProvider time)
{
    /// <summary>
    /// POST /api/deliveries/bounces. 200 also for the second time · 400 invalid-report · 404 unknown-letter · 413 · 415.
    /// </summary>
    [Function("Bounces_Receive")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Takes a delivery report (RFC 3464) about a letter; also its multipart/report alone, with the boundary in the type",
        RequestMedia = [ReadReport.MailMedia, ReadReport.ReportMedia], Response = typeof(BounceTaken),
        Problems = ["invalid-report", "unknown-letter", "body-too-large", "unsupported-media"])]
    public async Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/deliveries/bounces")] HttpRequest request,
        CancellationToken cancellation)
    {
        var report = await ReadReport.OfAsync(request.ContentType, request.Body, cancellation);
        var bounced = await bounces.RunAsync(report, cancellation);
        if (bounced is { Kind: BounceKind.Hard, Letter: { Subject: { } subscription, Digest: { } round } letter })
        {
            await CountAsync(subscription, int.Parse(round, CultureInfo.InvariantCulture), BeijingTime.Day(letter.At), cancellation);
        }

        return Answer.Ok(new BounceTaken(bounced.Kind));
    }

    /// <summary>GET /api/operations/bounces. 200 · 400 bad-cursor.</summary>
    [Function("Bounces_List")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Lists the letters to people that came back, newest first, without addresses", Response = typeof(BouncedLetters),
        Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/operations/bounces")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await bounces.PageAsync(request.Query["cursor"], cancellation));

    private Task CountAsync(string subscription, int round, DateOnly sentOn, CancellationToken cancellation) =>
        store.ChangeSubscriptionAsync(
            subscription, current => CheckBounces.Decide(current, round, sentOn, options.Value.BounceDays, time.GetUtcNow()), cancellation);
}
