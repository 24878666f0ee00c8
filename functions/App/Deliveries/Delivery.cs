namespace FunctionsApp.Deliveries;

/// <summary>How urgent a delivery is: the order in which an endpoint gets what waits for it.</summary>
public enum DeliveryClass
{
    /// <summary>Warnings that are Orange or Red.</summary>
    Urgent,

    /// <summary>Other warnings.</summary>
    Warning,

    /// <summary>Items of alerts.</summary>
    Bulk,
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up.</summary>
    Dead,
}

/// <summary>What came of the last attempt. Nothing of the answer's body is kept.</summary>
/// <param name="Status">Of HTTP; null where there was no answer.</param>
public sealed record LastAttempt(DateTimeOffset At, int? Status, AttemptFault? Fault);

/// <summary>One item for one webhook.</summary>
/// <param name="Id">Of item and webhook: receivers see it as <c>webhook-id</c>, the same at each attempt.</param>
/// <param name="Item">Id of the message or of the alert's item.</param>
/// <param name="At">When it happened: the same however often it comes.</param>
/// <param name="Body">The CloudEvent.</param>
/// <param name="Attempts">So far.</param>
/// <param name="NextAt">When the next attempt is due; null where there is none.</param>
public sealed record Delivery(
    string Id, string Item, DeliveryClass Class, DateTimeOffset At, string Body, DeliveryState State, int Attempts,
    DateTimeOffset? NextAt, LastAttempt? Last = null)
{
    /// <summary>Of the webhook that it is for: one that the same endpoint got after the end has another.</summary>
    public int Round { get; init; } = 1;
}
