using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Everything the review needs, copied from the definition version that the application keeps: a replay never sees a changed setting.</summary>
/// <param name="Stages">In order, 1..n.</param>
public sealed record ReviewRequest(string ApplicationId, Eligibility Eligibility, IReadOnlyList<StageDefinition> Stages, SupplementRule Supplement)
{
    public string InstanceId => InstanceIdOf(ApplicationId);

    public static string InstanceIdOf(string applicationId) => $"review-{applicationId}";

    public static ReviewRequest Of(string applicationId, ProgrammeDefinition definition) =>
        new(applicationId, Eligibility.Of(definition.Guide), definition.Stages, definition.Supplement);
}

/// <summary>Where the review is, for operators: the orchestration's custom status.</summary>
/// <param name="Stage">Being asked, or the one that returned.</param>
public sealed record ReviewProgress(string State, string? Stage, int Round);
