using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Warnings;

/// <summary>What every fact of a warning says.</summary>
/// <param name="Message">Number of the warning's newest message; 0 before publication.</param>
public abstract record WarningFact(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : ConfidentialFact
{
    /// <summary>Codes where it concerns several districts and not the complete city; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? Districts { get; init; }

    /// <summary>Of the verification of a change that it concerns; absent where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Round { get; init; }

    /// <summary>Whether it is in earnest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public CapStatus CapStatus { get; init; }
}

internal static class WarningFactMaking
{
    /// <summary>The fact with what every fact of the warning repeats.</summary>
    /// <param name="round">Of a change; 0 for none.</param>
    public static WarningFact Concerning(this WarningFact fact, Warning warning, int round = 0) =>
        fact with { Districts = warning.Scope.Districts, CapStatus = warning.CapStatus, Round = round };
}

/// <summary>A signal made a draft; its verification starts.</summary>
public sealed record WarningDrafted(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>An officer confirmed the draft; its publication follows.</summary>
public sealed record WarningVerified(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>An officer found the signal untrue.</summary>
public sealed record WarningDismissed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The draft was not verified in time.</summary>
public sealed record WarningLapsed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The warning is in force.</summary>
public sealed record WarningPublished(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The warning's level was raised.</summary>
public sealed record WarningEscalated(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The warning's texts or end changed, or its level was lowered.</summary>
public sealed record WarningUpdated(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The warning was taken out of force.</summary>
public sealed record WarningCancelled(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>The warning's end has come.</summary>
public sealed record WarningExpired(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>Other words or a higher level wait for their verification.</summary>
public sealed record WarningChangeProposed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>An officer found a change unfounded.</summary>
public sealed record WarningChangeDismissed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

/// <summary>A change was not verified in time.</summary>
public sealed record WarningChangeLapsed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);
