using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>An officer's answer by the mailed link.</summary>
/// <param name="Level">Another level than the signal's; null keeps it.</param>
/// <param name="Comment">For the file.</param>
public sealed record VerificationBody(string Token, VerificationDecision Decision, WarningLevel? Level = null, string? Comment = null);

/// <summary>Verification by callback: GET shows what is asked, POST decides. The link is a capability; the caller must also be the one it was sent to.</summary>
public sealed class VerificationTriggers(WarningStore store, CallbackTokens tokens, PublicAddress address, IOptions<WarningOptions> options, TimeProvider time)
{
    internal const int MaxComment = 1000;

    /// <summary>GET /api/warnings/{id}/verification?token=. 200 a page with a form, nothing changes · 403 · 404 · 410 expired-callback.</summary>
    [Function("Warnings_Verification")]
    [Access(Audience.SignedIn)]
    [Operation("Shows the verification form of a warning", ResponseMedia = "text/html", Query = ["token"], Problems = ["invalid-callback", "expired-callback"])]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warnings/{id}/verification")] HttpRequest request, string id, CancellationToken cancellation)
    {
        CallbackPage.Seal(request.HttpContext.Response);
        var token = request.Query["token"].ToString();
        var warning = await AskedAsync(request, id, token, cancellation);
        return VerificationPage.Ask(warning, token, request.PreferredLanguage());
    }

    /// <summary>POST /api/warnings/{id}/verification, form or JSON. 200 recorded, or the same again · 403 · 404 · 409 warning-already-verified · 410.</summary>
    [Function("Warnings_Verify")]
    [Access(Audience.SignedIn)]
    [Operation("Confirms or dismisses a warning", Request = typeof(VerificationBody), RequestMedia = ["application/json", "application/x-www-form-urlencoded"],
        Response = typeof(WarningView), Problems = ["invalid-field", "invalid-callback", "expired-callback", "warning-already-verified", "stale"])]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/verification")] HttpRequest request, string id, CancellationToken cancellation)
    {
        CallbackPage.Seal(request.HttpContext.Response);
        var body = request.IsForm() ? Read(await request.ReadFormBodyAsync(cancellation)) : await request.ReadJsonAsync<VerificationBody>(cancellation);
        if (!Enum.IsDefined(body.Decision)) throw PlatformProblems.InvalidField.With("decision 应为 Confirm 或 Dismiss", "decision is Confirm or Dismiss");
        if (body.Level is { } level && !Enum.IsDefined(level)) throw PlatformProblems.InvalidField.With("level 应为 Blue、Yellow、Orange 或 Red", "level is Blue, Yellow, Orange or Red");
        if (!string.IsNullOrEmpty(body.Comment)) PlainText.Check("comment", body.Comment, MaxComment);

        await AskedAsync(request, id, body.Token, cancellation);
        var command = new VerifyWarning(request.Caller().Id, body.Decision, body.Level, string.IsNullOrEmpty(body.Comment) ? null : body.Comment);
        var warning = await store.ChangeAsync(id, current => WarningRules.Decide(current, command, time.GetUtcNow(), options.Value.Publication), cancellation);
        return request.IsForm()
            ? VerificationPage.Recorded(warning, request.PreferredLanguage())
            : Results.Json(WarningView.Of(warning, address), AppJson.Options);
    }

    /// <summary>The warning that the caller is asked about.</summary>
    private async Task<Warning> AskedAsync(HttpRequest request, string id, string? token, CancellationToken cancellation)
    {
        var said = tokens.Validate(token, AskVerifierActivity.Purpose, id);
        var warning = await store.GetAsync(id, cancellation);
        var caller = request.Caller();
        if (said.Recipient != caller.Id || warning.Verifier != caller.Id) throw IdentityProblems.NotAllowed.With("此链接不是发给您的，或任务已转交他人", "The link was sent to someone else, or the work has passed on");
        // An update changes the texts of a decided warning; the answer then is about its state and not about the link.
        if (warning.Status == WarningStatus.Draft && said.Digest != warning.Digest) throw IdentityProblems.InvalidCallback.With();
        return warning;
    }

    private static VerificationBody Read(IFormCollection form) => new(
        form["token"].ToString(),
        Named<VerificationDecision>("decision", form["decision"].ToString()),
        form["level"].ToString() is { Length: > 0 } level ? Named<WarningLevel>("level", level) : null,
        form["comment"].ToString());

    private static T Named<T>(string field, string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : throw PlatformProblems.InvalidField.With($"{field} 无效", $"{field} is not valid");
}
