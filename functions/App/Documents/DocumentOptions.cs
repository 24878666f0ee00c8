using System.ComponentModel.DataAnnotations;
using FunctionsApp.Documents.Uploading;

namespace FunctionsApp.Documents;

/// <summary>Who looks for malware in what arrives.</summary>
public enum Scanner
{
    /// <summary>No program does: documents are accepted as unscanned, or wait where a scan is required.</summary>
    None,

    /// <summary>ClamAV's clamd.</summary>
    Clamd,

    /// <summary>Microsoft Defender for Storage, on Azure.</summary>
    Defender,
}

/// <summary>Bounds of documents. Bound from <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>Uploads into one slot of an application, accepted, rejected or superseded, 1–500. Default 50: every one is kept.</summary>
    [Range(1, 500)] public int MaxUploads { get; init; } = 50;

    /// <summary>Minutes after which a document that still waits for its check is checked by the sweep, 5–1440. Default 15.</summary>
    [Range(5, 1440)] public int RecheckMinutes { get; init; } = 15;

    /// <summary>Days that a rejected document is kept for operators, 1–365. Default 30.</summary>
    [Range(1, 365)] public int RejectedDays { get; init; } = 30;

    /// <summary>Whether documents may go straight to storage, block by block. Default True; false where storage is private.</summary>
    public bool DirectUploads { get; init; } = true;

    /// <summary>Hours that such an upload stays open, 1–144: storage drops blocks after a week. Default 48.</summary>
    [Range(1, 144)] public int UploadHours { get; init; } = 48;

    /// <summary>Minutes that an address to send blocks to works, 5–60; a fresh one is given on demand. Default 30.</summary>
    [Range(5, 60)] public int UploadAddressMinutes { get; init; } = 30;

    /// <summary>Which scanner looks for malware before a document is read. Default None.</summary>
    public Scanner Scan { get; init; }

    /// <summary>Where clamd listens, host:port or the path of its socket; needed for Clamd alone.</summary>
    public string? ClamdAddress { get; init; }

    /// <summary>
    /// Whether documents need a scan before they are accepted, and so before a review starts; empty: wherever there is a scanner.
    /// </summary>
    public bool? ScanRequired { get; init; }

    /// <summary>Seconds that one scan may take, 5–600; after them it is tried again. Default 120.</summary>
    [Range(5, 600)] public int ScanSeconds { get; init; } = 120;

    internal bool RequiresScan => ScanRequired ?? Scan != Scanner.None;

    internal UploadLimits Limits => new(PerSlot: 3, PerApplication: 10, TimeSpan.FromHours(UploadHours));
}
