using System.ComponentModel.DataAnnotations;
using FunctionsApp.Documents.Uploading;

namespace FunctionsApp.Documents;

/// <summary>Bounds of documents. Bound from <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>Uploads into one slot of an application, accepted, rejected or superseded, 1–500. Default 50: every one is kept.</summary>
    [Range(1, 500)] public int MaxUploads { get; init; } = 50;

    /// <summary>Minutes after which a document that still waits for its check is checked by the sweep, 5–1440. Default 15.</summary>
    [Range(5, 1440)] public int RecheckMinutes { get; init; } = 15;

    /// <summary>Whether documents may go straight to storage, block by block. Default True; false where storage is private.</summary>
    public bool DirectUploads { get; init; } = true;

    /// <summary>Hours that such an upload stays open, 1–144: storage drops blocks after a week. Default 48.</summary>
    [Range(1, 144)] public int UploadHours { get; init; } = 48;

    /// <summary>Minutes that an address to send blocks to works, 5–60; a fresh one is given on demand. Default 30.</summary>
    [Range(5, 60)] public int UploadAddressMinutes { get; init; } = 30;

    internal UploadLimits Limits => new(PerSlot: 3, PerApplication: 10, TimeSpan.FromHours(UploadHours));
}
