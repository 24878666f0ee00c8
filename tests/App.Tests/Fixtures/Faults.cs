using Azure;

namespace App.Tests.Fixtures;

public enum FaultKind
{
    /// <summary>Nothing is done.</summary>
    Fails,

    /// <summary>It is done, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>It is done, the answer is lost, and the client tries again by itself: what has a condition is refused then.</summary>
    RefusedAgain,

    /// <summary>The process ends before it.</summary>
    Dies,

    /// <summary>The process ends after it.</summary>
    DiesAfter,
}

/// <summary>Numbers the operations on tables and bus and lets some of them fail.</summary>
/// <param name="fault">By the operation's number, from 0; null for none.</param>
internal sealed class Faults(Func<int, FaultKind?> fault)
{
    private bool isDead;

    /// <summary>Operations so far.</summary>
    public int Count { get; private set; }

    public static Faults At(int position, FaultKind kind) => new(number => number == position ? kind : null);

    public void Read()
    {
        if (Next() is not null) throw new RequestFailedException(503, "ServerBusy");
    }

    /// <summary>What must be called after the write; null when it goes well.</summary>
    /// <param name="isConditional">Done twice, it is refused.</param>
    public Fault? Write(bool isConditional = false) => Next() switch
    {
        null => null,
        FaultKind.Fails or FaultKind.Dies => throw new RequestFailedException(503, "ServerBusy"),
        FaultKind.RefusedAgain => new Fault(isConditional ? 412 : null),
        _ => new Fault(504),
    };

    private FaultKind? Next()
    {
        if (isDead)
        {
            Count++;
            return FaultKind.Dies;
        }

        var kind = fault(Count++);
        isDead = kind is FaultKind.Dies or FaultKind.DiesAfter;
        return kind;
    }
}

/// <param name="Status">Of the answer that comes instead of the real one; null for that of a second try that went well.</param>
internal sealed record Fault(int? Status)
{
    public void AfterWrite()
    {
        if (Status is { } status) throw new RequestFailedException(status, "The answer was lost.");
    }
}
