namespace Judging;

/// <summary>Where LocalHost decides otherwise than Durable Task, on purpose. A test fails when one of them no longer occurs.</summary>
/// <remarks>
/// What no orchestrator's code decides is not judged: the end of an instance whose orchestrator does not exist or is of another
/// version, which the worker answers without its executor. Not compared are stack traces, and the numbers of ends, which nothing
/// refers to.
/// </remarks>
[Flags]
internal enum AcceptedDifferences
{
    None = 0,

    /// <summary>
    /// A timer of more than three days is one timer. The worker makes a chain of it, since some of its stores hold none that is
    /// longer; SQLite does. The moment is the same.
    /// </summary>
    LongTimers = 1,

    /// <summary>
    /// Code that awaits a task that its context did not make, or throws from an async void method, is stopped. Durable Task waits
    /// for what it will not see, or loses the exception: the fault would be found in production.
    /// </summary>
    StoppedCode = 2,

    All = LongTimers | StoppedCode,
}
