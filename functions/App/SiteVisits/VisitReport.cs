using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;
using FunctionsApp.SiteVisits.Photos;

namespace FunctionsApp.SiteVisits;

public enum VisitResult
{
    Passed,
    Failed,

    /// <summary>Another appointment is needed.</summary>
    Repeat,

    /// <summary>Back to an earlier stage, with the summary as reason.</summary>
    SendBack,
}

/// <param name="Point">Its key in the checklist.</param>
public sealed record PointNote(string Point, [property: ErasedWith(ErasureStep.Content)] string Text);

/// <summary>A photo that was accepted before the report.</summary>
/// <param name="Id">See <see cref="VisitPhotos.IdOf"/>.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record ReportPhoto(string Id, [property: ErasedWith(ErasureStep.Content)] string FileName, long Bytes, string Sha256);

/// <summary>What the officer in charge reports of an appointment; never changed.</summary>
/// <param name="Assignment">Its id.</param>
/// <param name="Number">Of the appointment.</param>
/// <param name="Notes">One for each point of the checklist, in its order.</param>
/// <param name="Summary">The applicant reads it where the result is Failed or Repeat.</param>
/// <param name="Digest">Of what was asked about.</param>
public sealed record VisitReport(
    string Assignment, string Stage, int Round, int Number, string Person, VisitResult Result, IReadOnlyList<PointNote> Notes,
    [property: ErasedWith(ErasureStep.Content)] string Summary, string Digest, DateTimeOffset At)
{
    public IReadOnlyList<ReportPhoto> Photos { get; init; } = [];

    /// <summary>For SendBack only: name of the earlier stage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }
}
