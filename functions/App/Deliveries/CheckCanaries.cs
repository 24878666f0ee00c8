using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Deliveries;

/// <summary>Finds the canaries that have waited too long.</summary>
public static class CheckCanaries
{
    /// <summary>One that has waited so long is reported no more: someone has looked, or no one will.</summary>
    public static readonly TimeSpan Reported = TimeSpan.FromDays(1);

    /// <summary>Those that are late now, oldest first.</summary>
    /// <param name="limit">In which each must have arrived.</param>
    public static IReadOnlyList<OpenCanary> Missing(IEnumerable<OpenCanary> open, TimeSpan limit, DateTimeOffset now) =>
        [.. open.Where(each => now - each.At > limit && now - each.At <= Reported).OrderBy(each => each.At)];
}
