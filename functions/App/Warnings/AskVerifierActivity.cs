using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

public enum VerificationStep
{
    Ask,
    Remind,
    AskDelegate,
}

/// <param name="Expires">When the link is void: the draft lapses.</param>
public sealed record VerificationRequest(string WarningId, VerificationStep Step, DateTimeOffset Expires);

public sealed class AskVerifierActivity(WarningStore store, StaffDirectory staff, NoticeSender notices, IOptions<WarningOptions> options, TimeProvider time, ILogger<AskVerifierActivity> logger)
{
    public const string Purpose = "verify-warning";

    /// <summary>Names who verifies and mails the link. Safe to run twice: one assignment per attempt, one notice id per step.</summary>
    [Function(nameof(AskVerifierActivity))]
    public async Task RunAsync([ActivityTrigger] VerificationRequest request, CancellationToken cancellation)
    {
        var warning = await store.GetAsync(request.WarningId, cancellation);
        if (warning.Status != WarningStatus.Draft) return;
        var attempt = request.Step == VerificationStep.AskDelegate ? 2 : 1;
        if (warning.Attempt < attempt)
        {
            if (Choose(warning, attempt) is not { } chosen)
            {
                logger.LogWarning("Nobody can verify warning {Warning} in attempt {Attempt}", warning.Id, attempt);
                return;
            }

            var assign = new AssignVerifier(nameof(AskVerifierActivity), chosen.Id, attempt);
            warning = await store.ChangeAsync(warning.Id, current => WarningRules.Decide(current, assign, time.GetUtcNow(), options.Value.Publication), cancellation);
        }

        if (warning.Status != WarningStatus.Draft || staff.Find(warning.Verifier ?? "") is not { } verifier) return;
        await notices.SendAsync(Mail(warning, verifier, request), cancellation);
    }

    // Not the one who reported it, where anyone else can: two pairs of eyes.
    private StaffMember? Choose(Warning warning, int attempt)
    {
        var able = staff.With(options.Value.Verifier, warning.District).Where(member => member.Id != warning.Verifier).OrderBy(member => member.Id == warning.Reporter).ToList();
        return attempt == 2 && warning.Verifier is { } first && staff.Find(first)?.Delegate is { } named ? staff.Find(named) ?? able.FirstOrDefault() : able.FirstOrDefault();
    }

    private static Notice Mail(Warning warning, StaffMember verifier, VerificationRequest request) => new(
        $"warning-{warning.Id}-{request.Step}",
        request.Step == VerificationStep.Remind ? "warning-verification-reminder" : "warning-verification",
        verifier.Id,
        null,
        verifier.Speaks,
        new Dictionary<string, string>
        {
            ["level"] = warning.Level.ToString(),
            ["sector"] = (Sectors.Find(warning.Sector)?.Name ?? new(warning.Sector, warning.Sector)).In(verifier.Speaks),
            ["event"] = warning.Texts.Event.In(verifier.Speaks),
            ["headline"] = warning.Texts.Headline.In(verifier.Speaks),
            ["source"] = warning.Source,
            ["expires"] = request.Expires.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd HH:mm"),
        },
        new NoticeCallback($"warnings/{warning.Id}/verification", Purpose, warning.Id, warning.Digest, request.Expires));
}
