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

    /// <summary>Its endpoint failed so often in a row that its webhook is paused.</summary>
    public static bool IsBroken(EndpointLine line) => line.Failures >= Most;

    /// <summary>The line after an attempt.</summary>
    public static EndpointLine Decide(EndpointLine line, EndpointAnswer answer, DateTimeOffset at)
    {
        if (answer.IsTaken || IsGone(answer)) return line with { Failures = 0, RestsUntil = null };
        var failures = line.Failures + 1;
        return line with { Failures = failures, RestsUntil = WaitAfter(failures) is { } wait ? at + wait : null };
    }

    /// <summary>A delivery whose webhook ended before it was sent.</summary>
    public static Delivery GiveUp(Delivery delivery) => delivery with { State = DeliveryState.Dead, NextAt = null };

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
