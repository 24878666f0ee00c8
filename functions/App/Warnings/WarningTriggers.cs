using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <param name="Level">Higher than the present one.</param>
public sealed record EscalateBody(WarningLevel Level);

/// <summary>What changes; what is left out stays.</summary>
public sealed record UpdateBody(
    LocalizedText? Event = null, LocalizedText? Headline = null, LocalizedText? Description = null, LocalizedText? Instruction = null,
    WarningLevel? Level = null, DateTimeOffset? Expires = null);

/// <param name="Reason">For the public.</param>
public sealed record CancelBody(LocalizedText? Reason = null);

/// <summary>Changes a warning in force. The command is stored with its message; the orchestration, woken by the fact, announces it.</summary>
public sealed class WarningTriggers(WarningStore store, PublicAddress address, IOptions<WarningOptions> options, TimeProvider time)
{
    private const int MaxReason = 500;

    /// <summary>POST /api/warnings/{id}/escalate. 202 stored, also when it has the level already · 404 · 409 warning-not-in-force, escalation-only-upwards · 412.</summary>
    [Function("Warnings_Escalate")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Raises a warning's level", Request = typeof(EscalateBody), Response = typeof(WarningView), Success = 202,
        Problems = ["invalid-field", "warning-not-in-force", "escalation-only-upwards", "warning-too-many-messages", "precondition-failed", "stale"])]
    public async Task<IResult> EscalateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/escalate")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<EscalateBody>(cancellation);
        CheckLevel(body.Level);
        return await CommandAsync(request, id, _ => new EscalateWarning(request.Caller().Id, body.Level), cancellation);
    }

    /// <summary>POST /api/warnings/{id}/update. 202 stored, also when nothing differs · 404 · 409 warning-not-in-force, update-not-upwards · 412.</summary>
    [Function("Warnings_Update")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Changes a warning's texts or end, or lowers its level", Request = typeof(UpdateBody), Response = typeof(WarningView), Success = 202,
        Problems = ["invalid-field", "warning-not-in-force", "update-not-upwards", "warning-too-many-messages", "precondition-failed", "stale"])]
    public async Task<IResult> UpdateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/update")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<UpdateBody>(cancellation);
        if (body.Level is { } level) CheckLevel(level);
        return await CommandAsync(request, id, warning =>
        {
            var texts = new WarningTexts(
                body.Event ?? warning.Texts.Event, body.Headline ?? warning.Texts.Headline,
                body.Description ?? warning.Texts.Description, body.Instruction ?? warning.Texts.Instruction);
            texts.Check();
            return new UpdateWarning(request.Caller().Id, texts, body.Level, body.Expires);
        }, cancellation);
    }

    /// <summary>POST /api/warnings/{id}/cancel. 202 stored, also when it is cancelled already · 404 · 409 warning-not-in-force · 412.</summary>
    [Function("Warnings_Cancel")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Cancels a warning", Request = typeof(CancelBody), Response = typeof(WarningView), Success = 202,
        Problems = ["invalid-field", "warning-not-in-force", "precondition-failed", "stale"])]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/cancel")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<CancelBody>(cancellation);
        if (body.Reason is { } reason)
        {
            PlainText.Check("reason.zh-CN", reason.Chinese, MaxReason);
            PlainText.Check("reason.en", reason.English, MaxReason);
        }

        return await CommandAsync(request, id, _ => new CancelWarning(request.Caller().Id, body.Reason), cancellation);
    }

    private async Task<IResult> CommandAsync(HttpRequest request, string id, Func<Warning, WarningCommand> command, CancellationToken cancellation)
    {
        var ifMatch = request.Headers.IfMatch.ToString() is { Length: > 0 } tag && tag != "*" ? tag : null;
        var warning = await store.ChangeAsync(
            id, current => WarningRules.Decide(current, command(current), time.GetUtcNow(), options.Value.Publication), cancellation, ifMatch);
        request.HttpContext.Response.Headers.ETag = warning.ETag;
        request.HttpContext.Response.Headers.Location = $"/api/warnings/{id}";
        return Results.Json(WarningView.Of(warning, address), AppJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    private static void CheckLevel(WarningLevel level)
    {
        if (!Enum.IsDefined(level)) throw PlatformProblems.InvalidField.With("level 应为 Blue、Yellow、Orange 或 Red", "level is Blue, Yellow, Orange or Red");
    }
}
