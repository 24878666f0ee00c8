using LocalHost.Functions;

namespace LocalHost.Blobs;

/// <summary>A function that blobs start, and which.</summary>
internal sealed record BlobTrigger(FunctionDescriptor Function, BlobPath Path);

/// <summary>One blob version on its way to one function; its token says that there is work until it is handled.</summary>
internal sealed class BlobDelivery(BlobTrigger trigger, BlobVersion blob, IDisposable token)
{
    public BlobTrigger Trigger => trigger;

    public string Function => trigger.Function.Name;

    public BlobVersion Blob => blob;

    public IDisposable Token => token;

    public (string, BlobVersion) Key => (Function, blob);
}
