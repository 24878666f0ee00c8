using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>That nothing of an application may be erased, whatever its policy says (诉讼保全、调查).</summary>
/// <param name="By">User id of who placed it.</param>
/// <param name="Reason">For those who administer and audit.</param>
/// <param name="At">UTC.</param>
public sealed record LegalHold(string By, [property: ErasedWith(ErasureStep.Content)] string Reason, DateTimeOffset At);

/// <summary>An erasure that was announced, and can be stopped until it is carried out.</summary>
/// <param name="Due">When the policy's time was over, UTC.</param>
/// <param name="At">When it was planned, UTC.</param>
/// <param name="Edition">Of the policy that it follows.</param>
public sealed record PlannedErasure(ErasureStep Step, DateTimeOffset Due, DateTimeOffset At, string Edition)
{
    /// <summary>From when an unfinished draft is erased, as its drafter was written, UTC; null until then, and for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }
}

/// <summary>What the retention policy has done to an application so far.</summary>
public sealed record RetentionMark
{
    public static readonly RetentionMark None = new();

    /// <summary>What of it is erased.</summary>
    public ErasureStep Erased { get; init; }

    /// <summary>When that was, UTC; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Its files are to be deleted from storage yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDeleting { get; init; }

    /// <summary>Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LegalHold? Hold { get; init; }

    /// <summary>Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlannedErasure? Planned { get; init; }
}
