namespace FunctionsApp.Documents.Uploading;

/// <summary>An upload whose blocks go straight to storage, from its opening until it is complete, cancelled or lapsed.</summary>
/// <param name="Id">Last part of its blob's name, by which the document's record is found when it is complete.</param>
/// <param name="Bytes">As announced; 1 to the slot's limit.</param>
/// <param name="Sha256">As stated, lower-case hex; null for none. The check compares it with what it reads.</param>
/// <param name="FirstBlockSha256">By which a browser knows the same file again, lower-case hex; null for none.</param>
/// <param name="CompletingAt">Since when its completion is under way; null before.</param>
public sealed record OpenUpload(
    string Id, string Type, string FileName, long Bytes, string? Sha256, string? FirstBlockSha256, DateTimeOffset OpenedAt,
    DateTimeOffset? CompletingAt = null)
{
    /// <summary>Whether a second opening with the same key asks for the same.</summary>
    public bool IsSameAs(OpenUpload other) => this with { OpenedAt = other.OpenedAt, CompletingAt = other.CompletingAt } == other;

    /// <summary>Its time is over and no completion is under way: it takes nothing any more.</summary>
    public bool HasLapsed(TimeSpan life, DateTimeOffset now) => CompletingAt is null && now - OpenedAt >= life;
}

/// <summary>How many uploads may be open at once, and how long.</summary>
public sealed record UploadLimits(int PerSlot, int PerApplication, TimeSpan Life);
