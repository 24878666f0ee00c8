using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Warnings;

/// <summary>CAP's status: whether recipients shall act.</summary>
public enum CapStatus
{
    Actual,
    Exercise,
    System,
    Test,
    Draft,
}

public enum MessageType
{
    Alert,
    Update,
    Cancel,
}

/// <summary>How CAP names an earlier message: sender, identifier, time of sending.</summary>
public sealed record CapReference(string Sender, string Identifier, DateTimeOffset Sent)
{
    public override string ToString() => $"{Sender},{Identifier},{CapTime.Text(Sent)}";
}

/// <summary>CAP's dates: seconds, offset written as +08:00 and never Z.</summary>
public static class CapTime
{
    public static string Text(DateTimeOffset at) =>
        at.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>In whose name CAP messages are issued.</summary>
/// <param name="Sender">Globally unique.</param>
public sealed record Issuer(string Sender, LocalizedText Name, CapStatus Status);

/// <summary>One publication of a warning; never changed.</summary>
public sealed record WarningMessage
{
    public required string WarningId { get; init; }

    /// <summary>1, 2, 3 … within the warning.</summary>
    public required int Number { get; init; }

    public required MessageType Type { get; init; }

    /// <summary>Whole seconds: CAP knows no smaller ones, and references repeat the time exactly.</summary>
    public required DateTimeOffset Sent { get; init; }

    public required Issuer Issuer { get; init; }

    public required Scope Scope { get; init; }

    public required WarningLevel Level { get; init; }

    public required Wording Wording { get; init; }

    public required Evidence Evidence { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>Why it was cancelled; null for none.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>Of the request that made it, see <see cref="Tracing.Current"/>.</summary>
    public string? Trace { get; init; }

    /// <summary>CAP identifier and Service Bus MessageId.</summary>
    public string Identifier => $"{WarningId}-{Number}";

    public CapReference Reference => new(Issuer.Sender, Identifier, Sent);
}
