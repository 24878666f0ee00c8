namespace FunctionsApp.Reviews;

/// <summary>
/// The input of a stage's orchestrator, which answers a <see cref="StageOutcome"/>. Ids only: the pinned definition is read by
/// activities.
/// </summary>
public sealed record StageRequest(string ApplicationId, string Stage, int Round)
{
    /// <summary>Event: look again, an answer was recorded or the application withdrawn. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    public string InstanceId => InstanceIdOf(ApplicationId, Round, Stage);

    public static string InstanceIdOf(string applicationId, int round, string stage) => $"review-{applicationId}-{round}-{stage}";
}
