using Azure.Core;

namespace FunctionsApp.Platform.Storage;

/// <summary>How long a storage client retries while its caller waits. A longer outage is answered, or retried by the queue.</summary>
public static class StorageRetries
{
    /// <summary>Three tries within about a second where nothing listens; 15 s at most where nothing answers.</summary>
    public static T Bound<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        return options;
    }

    /// <summary>As <see cref="Bound"/>, with the time that a block of a document takes on a slow line: 30 s a try.</summary>
    public static T BoundForDocuments<T>(T options)
        where T : ClientOptions
    {
        Bound(options).Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }
}
