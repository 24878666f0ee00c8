using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Warnings;

/// <summary>What someone, or the orchestration, wants of a warning.</summary>
/// <param name="Actor">User id, or the name of the function.</param>
public abstract record WarningCommand(string Actor);

/// <summary>Asks an officer to verify; attempt 2 passes it to the delegate.</summary>
public sealed record AssignVerifier(string Actor, string Verifier, int Attempt) : WarningCommand(Actor);

/// <param name="Level">Another level than the signal's; null keeps it.</param>
public sealed record VerifyWarning(string Actor, VerificationDecision Decision, WarningLevel? Level, string? Comment) : WarningCommand(Actor);

public sealed record LapseWarning(string Actor) : WarningCommand(Actor);

public sealed record PublishWarning(string Actor) : WarningCommand(Actor);

public sealed record EscalateWarning(string Actor, WarningLevel Level) : WarningCommand(Actor);

/// <param name="Texts">Null keeps them.</param>
/// <param name="Level">The same or a lower one; null keeps it.</param>
/// <param name="Expires">Null keeps it.</param>
public sealed record UpdateWarning(string Actor, WarningTexts? Texts, WarningLevel? Level, DateTimeOffset? Expires) : WarningCommand(Actor);

public sealed record CancelWarning(string Actor, LocalizedText? Reason) : WarningCommand(Actor);

/// <summary>Its time has come; earlier it does nothing.</summary>
public sealed record ExpireWarning(string Actor) : WarningCommand(Actor);

/// <summary>What a command came to: the next state, the facts that say so, and the message to publish.</summary>
/// <param name="Facts">Empty: the command finds its work already done, nothing is written.</param>
public sealed record WarningChange(Warning Next, IReadOnlyList<NewFact> Facts, WarningMessage? Message = null);

/// <summary>What a change of a warning tells the world.</summary>
public sealed record WarningFact(string Sector, string? District, WarningLevel Level, WarningStatus Status, LocalizedText Event, LocalizedText Headline, int Message);
