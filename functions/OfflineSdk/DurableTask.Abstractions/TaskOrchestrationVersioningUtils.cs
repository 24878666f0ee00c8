// Stands in for Microsoft.DurableTask.Abstractions 1.25.0.
namespace Microsoft.DurableTask.Abstractions;

public static class TaskOrchestrationVersioningUtils
{
    /// <summary>None comes before any; then as System.Version where both are such, else as text whose case does not count.</summary>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var (none, otherNone) = (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion));
        if (none || otherNone) return otherNone.CompareTo(none);
        return Version.TryParse(sourceVersion, out var source) && Version.TryParse(otherVersion, out var other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
