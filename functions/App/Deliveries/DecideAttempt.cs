namespace FunctionsApp.Deliveries;

/// <summary>When a delivery is tried again, and when it is given up.</summary>
public static class DecideAttempt
{
    /// <summary>After the first, second, third … failure.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts of one delivery, and failures in a row after which an endpoint is broken.</summary>
    public static int Most => Waits.Length + 1;

    /// <summary>HTTP 410: the endpoint wants nothing more.</summary>
    public static bool IsGone(EndpointAnswer answer) => answer.Status == 410;

    /// <summary>Null after the last attempt.</summary>
    /// <param name="failures">1..n.</param>
    public static TimeSpan? WaitAfter(int failures) => failures < Most ? Waits[failures - 1] : null;

    /// <summary>The delivery after an attempt.</summary>
    public static Delivery Decide(Delivery delivery, EndpointAnswer answer, DateTimeOffset now)
    {
        var tried = delivery with
        {
            Attempts = delivery.Attempts + 1, NextAt = null, Last = new LastAttempt(now, answer.Status, answer.Fault),
        };
        if (answer.IsTaken) return tried with { State = DeliveryState.Delivered };
        return !IsGone(answer) && WaitAfter(tried.Attempts) is { } wait
            ? tried with { NextAt = now + wait } : tried with { State = DeliveryState.Dead };
    }
}
