using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Warnings;

/// <summary>What every fact of a warning says.</summary>
/// <param name="Message">Number of the warning's newest message; 0 before publication.</param>
public abstract record WarningFact(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message) : Fact;

public sealed record WarningDrafted(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningVerified(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningDismissed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningLapsed(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningPublished(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningEscalated(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningUpdated(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningCancelled(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);

public sealed record WarningExpired(string Sector, string? District, WarningLevel Level, LocalizedText Headline, int Message)
    : WarningFact(Sector, District, Level, Headline, Message);
