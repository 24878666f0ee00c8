using System.Collections.Concurrent;

namespace LocalHost.Blobs;

/// <summary>Requests that the app sent to storage, retries included.</summary>
public sealed class StorageTransactions
{
    private readonly ConcurrentDictionary<(string Service, string Operation), long> operations = new();

    /// <summary>Requests by service: "blob", "table".</summary>
    public IReadOnlyDictionary<string, long> ByService => Sum(operation => operation.Service);

    /// <summary>Requests by what they do, for example "table Lists: transaction"; see <see cref="StorageOperation"/>.</summary>
    public IReadOnlyDictionary<string, long> ByOperation => Sum(operation => $"{operation.Service} {operation.Operation}");

    public void Count(string service, string operation) => operations.AddOrUpdate((service, operation), 1, static (_, count) => count + 1);

    private SortedDictionary<string, long> Sum(Func<(string Service, string Operation), string> by) => new(
        operations.GroupBy(pair => by(pair.Key)).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)), StringComparer.Ordinal);
}
