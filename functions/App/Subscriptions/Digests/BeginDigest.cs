using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>How far the digests of a frequency have come.</summary>
/// <param name="Until">Alerts up to this moment are in one.</param>
public sealed record DigestState(AlertFrequency Frequency, DateTimeOffset Until)
{
    /// <summary>Digests that have not reached their last subscriber yet, oldest first.</summary>
    public IReadOnlyList<DigestRun> Open { get; init; } = [];
}

/// <summary>A digest on its way.</summary>
/// <param name="Attempt">How often its first page was asked for again.</param>
/// <param name="AskedAt">When it was asked for last, UTC.</param>
public sealed record DigestRun(DateTimeOffset From, DateTimeOffset Until, int Attempt, DateTimeOffset AskedAt);

/// <summary>The digests, by frequency.</summary>
public static class DigestAggregate
{
    public static readonly Aggregate<DigestState> Kind = new(Topology.DigestsTable, Part.Own<DigestState>());

    public static string IdOf(AlertFrequency frequency) => $"digest-{frequency}";
}

/// <summary>A digest begins; its subscribers follow page by page.</summary>
/// <param name="From">Alerts after this moment …</param>
/// <param name="Until">… and up to this one are in it.</param>
public sealed record DigestBegun(AlertFrequency Frequency, DateTimeOffset From, DateTimeOffset Until) : Fact;

/// <summary>Begins the digest that is due.</summary>
public static class BeginDigest
{
    /// <summary>Of a day, Asia/Shanghai: the morning's alerts are out by then, and later ones are in the next digest.</summary>
    public static readonly TimeOnly Cut = new(9, 10);

    /// <summary>No facts where it has begun. After missed days one digest has the news of them all.</summary>
    /// <param name="frequency">Daily or Weekly.</param>
    public static Change<DigestState> Decide(DigestState? current, AlertFrequency frequency, string actor, DateTimeOffset now)
    {
        var until = LastCut(frequency, now);
        if (current is not null && current.Until >= until) return Change.None(current);
        var from = current?.Until ?? until.AddDays(frequency == AlertFrequency.Weekly ? -7 : -1);
        var next = new DigestState(frequency, until) { Open = [.. current?.Open ?? [], new DigestRun(from, until, 0, now)] };
        return Change.To(next, actor, new DigestBegun(frequency, from, until));
    }

    /// <summary>The latest moment, at or before now, at which a digest is cut: of a day, or of a Monday.</summary>
    public static DateTimeOffset LastCut(AlertFrequency frequency, DateTimeOffset now)
    {
        var day = BeijingTime.Day(now);
        if (now < At(day)) day = day.AddDays(-1);
        if (frequency == AlertFrequency.Weekly) day = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return At(day);
    }

    private static DateTimeOffset At(DateOnly day) => new DateTimeOffset(day.ToDateTime(Cut), BeijingTime.Offset).ToUniversalTime();
}
