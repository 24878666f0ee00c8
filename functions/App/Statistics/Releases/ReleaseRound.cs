using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Releases;

/// <summary>All that was due at a moment of the calendar is released, and all corrections until then are looked at.</summary>
public sealed record ReleaseRoundEnded(DateTimeOffset Moment) : Fact;

/// <summary>How far the calendar is kept: what comes in after a moment waits for the next one, whenever a tick comes.</summary>
/// <param name="Through">The last moment whose releases are made.</param>
public sealed record ReleaseRound(DateTimeOffset Through)
{
    /// <summary>The last month whose reporters were reminded; null before.</summary>
    public string? Reminded { get; init; }

    public const string Id = "calendar";

    public static readonly Aggregate<ReleaseRound> Kind = new(Topology.ReleaseRoundsTable, Part.Own<ReleaseRound>());

    public static Change<ReleaseRound> Decide(ReleaseRound? current, DateTimeOffset moment) =>
        current is not null && current.Through >= moment ? Change.None(current)
            : Change.To((current ?? new ReleaseRound(moment)) with { Through = moment }, MakeRelease.Actor, new ReleaseRoundEnded(moment));
}
