using Azure;

namespace LocalHost.Blobs;

/// <summary>Tells "storage does not answer" from "storage says no".</summary>
internal static class StorageOutage
{
    public static bool Is(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or >= 500 } => true,
        // After several tries the SDK throws all their failures in one.
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(Is),
        _ => false,
    };
}
