namespace LocalHost.ServiceBus;

/// <summary>What becomes of a locked message: gone (no state), ready again, put aside or a dead letter.</summary>
internal sealed record Settlement(StoredState? State, IDictionary<string, object>? Changes = null, string? Reason = null, string? Description = null)
{
    public static readonly Settlement Completed = new(State: null);
    public static readonly Settlement Abandoned = new(StoredState.Ready);

    public void Store(MessageStore store, StoredMessage message)
    {
        if (State is not { } state) store.Delete(message.Path, message.Sequence, StoredState.Ready);
        else if (this != Abandoned) store.Change(message.Sequence, state, DeadLetter.Mark(message.Header.With(Changes), Reason, Description));
    }
}
