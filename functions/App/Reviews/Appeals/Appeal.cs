using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>What an examiner ruled; never changed.</summary>
/// <param name="Reason">The applicant reads it.</param>
/// <param name="Digest">What was decided about.</param>
/// <param name="Trace">Of the request.</param>
public sealed record AppealDecision(
    string Assignment, string Person, AppealRuling Ruling, [property: ErasedWith(ErasureStep.Content)] string Reason,
    string Digest, DateTimeOffset At, string? Trace = null);

/// <summary>An appeal against an application's rejection (复议); what is stated never changes.</summary>
/// <param name="By">User id of the applicant's person.</param>
/// <param name="At">UTC.</param>
public sealed record Appeal([property: ErasedWith(ErasureStep.Content)] string Statement, string By, DateTimeOffset At)
{
    /// <summary>No person may be asked to examine it; tried again daily.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBlocked { get; init; }

    /// <summary>Null while it is examined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppealDecision? Decision { get; init; }
}

/// <summary>A review with the appeal against its rejection.</summary>
/// <param name="Appeal">Null while there is none.</param>
public sealed record AppealState(ReviewState Review, Appeal? Appeal)
{
    public Application Application => Review.Application;
}
