using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LocalHost.Telemetry;

/// <summary>Gives a span the id by which its children know it already. The platform only makes ids up; Durable Task, too, sets them from outside.</summary>
internal static class SpanIdentity
{
    /// <param name="id">16 hex digits, lower case.</param>
    public static void Set(Activity span, string id)
    {
        SpanId(span) = id;
        // Composed on demand; drops one that was composed before.
        Id(span) = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity span);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? Id(Activity span);
}
