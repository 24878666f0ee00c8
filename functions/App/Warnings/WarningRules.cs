using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>Who changes a warning, when, and by which settings.</summary>
/// <param name="Actor">User id, or the name of the function.</param>
/// <param name="At">UTC.</param>
/// <param name="Trace">Of the request, see <see cref="Platform.Telemetry.Tracing.Current"/>.</param>
public sealed record Acting(string Actor, DateTimeOffset At, PublicationSettings Settings, string? Trace = null);

/// <summary>The life of a warning: Draft → Verified → Published → Cancelled or Expired; Draft → Dismissed or Lapsed.</summary>
public static class WarningRules
{
    /// <summary>Whether its end has come, and nothing has said so yet.</summary>
    public static bool IsOver(Warning warning, DateTimeOffset now) =>
        warning.Status is WarningStatus.Verified or WarningStatus.Published && warning.Expires is { } expires && now >= expires;

    public static bool IsInForce(Warning warning, DateTimeOffset now) =>
        warning.Status == WarningStatus.Published && !IsOver(warning, now);

    /// <exception cref="ProblemException">warning-not-in-force.</exception>
    public static void RequireInForce(Warning warning, DateTimeOffset now)
    {
        if (!IsInForce(warning, now)) throw WarningProblems.NotInForce.With();
    }

    /// <exception cref="ProblemException">invalid-field: over already, or later than the longest validity.</exception>
    public static void CheckExpiry(DateTimeOffset expires, DateTimeOffset now, PublicationSettings settings)
    {
        if (expires <= now) throw PlatformProblems.Invalid("expires", "已过", "is over already");
        if (expires > now + settings.LongestValidity)
        {
            throw PlatformProblems.Invalid(
                "expires",
                $"最多在 {settings.LongestValidity.TotalDays} 天之后",
                $"must be at most {settings.LongestValidity.TotalDays} days from now");
        }
    }
}
