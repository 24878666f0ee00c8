namespace LocalHost.ServiceBus;

/// <summary>One delivery's exclusive hold on a message. Guarded by its queue's gate.</summary>
internal sealed class MessageLock(StoredMessage message, DateTimeOffset taken)
{
    public StoredMessage Message => message;

    public DateTimeOffset Taken => taken;

    public DateTimeOffset Until { get; set; }

    public IDisposable? Expiry { get; set; }

    public bool Handling { get; set; } = true;
}
