using System.Text.Json.Serialization;

namespace FunctionsApp.Reviews;

/// <summary>
/// The input of a review. Ids only: the pinned definition is read by activities, so it can grow without touching a live history.
/// </summary>
public sealed record ReviewRequest(string ApplicationId)
{
    /// <summary>Whether it continues after an appeal that was upheld; the first review has ended then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AfterAppeal { get; init; }

    public string InstanceId => AfterAppeal ? InstanceAfterAppeal(ApplicationId) : InstanceIdOf(ApplicationId);

    public static string InstanceIdOf(string applicationId) => $"review-{applicationId}";

    public static string InstanceAfterAppeal(string applicationId) => $"review-{applicationId}-appeal";
}

/// <summary>Where the review is, for operators: the orchestration's custom status.</summary>
/// <param name="Stage">Being asked, or the one that returned or decided.</param>
public sealed record ReviewProgress(string State, string? Stage, int Round);
