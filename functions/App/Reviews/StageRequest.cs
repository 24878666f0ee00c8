using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>A stage to ask in one round: everything its run needs.</summary>
public sealed record StageRequest(string ApplicationId, StageDefinition Stage, int Round, Eligibility Eligibility)
{
    public string InstanceId => InstanceIdOf(ApplicationId, Round, Stage.Name);

    public static string InstanceIdOf(string applicationId, int round, string stage) => $"review-{applicationId}-{round}-{stage}";
}
