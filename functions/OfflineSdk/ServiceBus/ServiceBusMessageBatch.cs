// Stands in for Azure.Messaging.ServiceBus 7.21.0, which has no nullable annotations.
#nullable disable
namespace Azure.Messaging.ServiceBus;

public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly IList<ServiceBusMessage> store;
    private readonly Func<ServiceBusMessage, bool> tryAdd;

    internal ServiceBusMessageBatch(long size, IList<ServiceBusMessage> store, CreateMessageBatchOptions options, Func<ServiceBusMessage, bool> tryAdd)
    {
        this.store = store;
        this.tryAdd = tryAdd ?? (_ => true);
        SizeInBytes = size;
        MaxSizeInBytes = options?.MaxSizeInBytes ?? long.MaxValue;
    }

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; }

    public int Count => store.Count;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!tryAdd(message)) return false;
        store.Add(message);
        return true;
    }

    public void Dispose() { }
}

public class CreateMessageBatchOptions
{
    public long? MaxSizeInBytes { get; set; }
}
