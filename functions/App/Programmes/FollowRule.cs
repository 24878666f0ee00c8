using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>What a promised document that does not come leads to.</summary>
public enum BrokenPromise
{
    /// <summary>The review rejects the application.</summary>
    Reject,

    /// <summary>The review returns it for this document.</summary>
    Return,
}

/// <summary>A required document that may follow the submission, where the applicant promises it (容缺受理).</summary>
/// <param name="WorkingDays">Within which it must be promised, from the day of the promise, 1–60.</param>
public sealed record FollowRule([property: Between(1, 60)] int WorkingDays)
{
    public BrokenPromise IfBroken { get; init; }
}
