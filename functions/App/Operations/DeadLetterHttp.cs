using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Operations;

/// <summary>Dead letters of the app's queues and subscriptions.</summary>
public sealed class DeadLetterHttp(DeadLetterStore store, SendDeadLetters sending)
{
    internal const int Shown = 20;

    private const string All = "api/operations/dead-letters";

    /// <summary>GET /api/operations/dead-letters. 200.</summary>
    [Function("DeadLetters_Count")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Counts the dead letters of each queue and subscription, 100 of each at most", Response = typeof(DeadLetterCounts))]
    public async Task<IResult> CountAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(await store.CountAsync(cancellation));

    /// <summary>GET /api/operations/dead-letters/messages?entity=. 200 · 400 bad-cursor · 404 no such entity.</summary>
    [Function("DeadLetters_List")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Lists the dead letters of a queue or subscription, oldest first, without their bodies", Response = typeof(DeadLetters),
        Query = ["entity", "cursor"], Problems = ["bad-cursor", "not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{All}/messages")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await store.PageAsync(
            BusEntity.Of(request.Query["entity"]), request.Query["cursor"], Shown, cancellation));

    /// <summary>POST /api/operations/dead-letters/resend. 200 · 404 no such entity · 409 dead-letter-absent.</summary>
    [Function("DeadLetters_Send")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Sends dead letters of a queue or subscription again: one, or all", Request = typeof(DeadLetterChoice),
        Response = typeof(DeadLettersSent), Problems = ["invalid-field", "not-found", "dead-letter-absent"])]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{All}/resend")] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(await sending.RunAsync(
            await request.ReadJsonAsync<DeadLetterChoice>(cancellation), request.Caller().Id, cancellation));
}
