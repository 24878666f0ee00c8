namespace FunctionsApp.Reviews;

/// <summary>
/// The input of a review. Ids only: the pinned definition is read by activities, so it can grow without touching a live history.
/// </summary>
public sealed record ReviewRequest(string ApplicationId)
{
    public string InstanceId => InstanceIdOf(ApplicationId);

    public static string InstanceIdOf(string applicationId) => $"review-{applicationId}";
}

/// <summary>Where the review is, for operators: the orchestration's custom status.</summary>
/// <param name="Stage">Being asked, or the one that returned or decided.</param>
public sealed record ReviewProgress(string State, string? Stage, int Round);
