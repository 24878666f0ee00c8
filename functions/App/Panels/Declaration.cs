using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels;

/// <summary>Why an expert may not judge an application.</summary>
public enum ConflictKind
{
    SameOrganisation,
    Partner,

    /// <summary>A relation to its people that the expert declares.</summary>
    Relation,
    CommonProject,
    Other,
}

/// <summary>What an expert declared before any content was opened; never changed.</summary>
/// <param name="Assignment">Its id.</param>
/// <param name="Conflict">Null for none.</param>
/// <param name="Text">Of a conflict; may be null.</param>
public sealed record Declaration(
    string Assignment, string Stage, int Round, string Person, ConflictKind? Conflict,
    [property: ErasedWith(ErasureStep.Content)] string? Text, DateTimeOffset At);

/// <summary>What an expert gave one criterion.</summary>
/// <param name="Criterion">Its key.</param>
/// <param name="Points">0–100, at most two decimals.</param>
public sealed record Mark(string Criterion, decimal Points, [property: ErasedWith(ErasureStep.Content)] string? Comment);

/// <summary>One version of an expert's sheet; never changed. The last one counts.</summary>
/// <param name="Assignment">Its id.</param>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Marks">One for each criterion, in the order of the rubric.</param>
/// <param name="Comment">On the application; the applicant reads it when the panel rejects.</param>
/// <param name="Digest">Of what was judged.</param>
public sealed record Sheet(
    string Assignment, string Stage, int Round, string Person, int Version, IReadOnlyList<Mark> Marks,
    [property: ErasedWith(ErasureStep.Content)] string Comment, string Digest, DateTimeOffset At);

/// <summary>What a panel came to.</summary>
/// <param name="Score">Points, two decimals.</param>
/// <param name="Judged">Digest of what the stage judges: while it is the same, the result is kept.</param>
public sealed record PanelResult(string Stage, int Round, decimal Score, bool Passed, string Judged)
{
    [JsonIgnore]
    public string Key => $"{Stage}|{Round:D2}";
}
