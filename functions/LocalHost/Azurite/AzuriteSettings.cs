namespace LocalHost.Azurite;

/// <summary>Where the storage emulator listens and keeps its things.</summary>
/// <param name="DataDirectory">Its data and LocalHost's record of the process.</param>
/// <param name="CacheDirectory">Where the package is installed, shared by all runs of a user.</param>
public sealed record AzuriteSettings(string DataDirectory, string CacheDirectory, int BlobPort = 10000, int QueuePort = 10001, int TablePort = 10002)
{
    /// <summary>The emulator's one account; its key is public and the same everywhere.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>On ports of its own, for tests and demonstrations beside others.</summary>
    public static AzuriteSettings OnFreePorts(string dataDirectory, string cacheDirectory)
    {
        var first = FreePorts.ThreeInARow();
        return new AzuriteSettings(dataDirectory, cacheDirectory, first, first + 1, first + 2);
    }

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint={Endpoint(BlobPort)};QueueEndpoint={Endpoint(QueuePort)};TableEndpoint={Endpoint(TablePort)};";

    internal Uri BlobProbe => new($"http://127.0.0.1:{BlobPort}/devstoreaccount1?comp=list");

    private static string Endpoint(int port) => $"http://127.0.0.1:{port}/devstoreaccount1";
}
