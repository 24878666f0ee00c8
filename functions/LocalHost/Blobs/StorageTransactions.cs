using System.Collections.Concurrent;

namespace LocalHost.Blobs;

/// <summary>Requests that the app sent to storage, retries included.</summary>
public sealed class StorageTransactions
{
    private readonly ConcurrentDictionary<string, long> services = new();

    /// <summary>Requests by service: "blob", "table".</summary>
    public IReadOnlyDictionary<string, long> ByService => new SortedDictionary<string, long>(services.ToDictionary(), StringComparer.Ordinal);

    public void Count(string service) => services.AddOrUpdate(service, 1, static (_, count) => count + 1);
}
