using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Documents;

/// <summary>Bounds of documents. Bound from <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>Uploads into one slot of an application, accepted, rejected or superseded, 1–500. Default 50: every one is kept.</summary>
    [Range(1, 500)] public int MaxUploads { get; init; } = 50;

    /// <summary>Minutes after which a document that still waits for its check is checked by the sweep, 5–1440. Default 15.</summary>
    [Range(5, 1440)] public int RecheckMinutes { get; init; } = 15;
}
