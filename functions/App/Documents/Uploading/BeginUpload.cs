using FunctionsApp.Platform.Http;

namespace FunctionsApp.Documents.Uploading;

/// <summary>What opening, completing and cancelling make of an application's open uploads.</summary>
public static class BeginUpload
{
    /// <summary>With the new one; a repeated opening finds its own.</summary>
    /// <param name="open">Of the application; lapsed ones are left to the sweep and count for nothing.</param>
    /// <exception cref="ProblemException">too-many-open-uploads; idempotency-key-reused: its id is that of another file's.</exception>
    public static IReadOnlyList<OpenUpload> Decide(
        IReadOnlyList<OpenUpload> open, OpenUpload next, UploadLimits limits, DateTimeOffset now)
    {
        if (open.FirstOrDefault(upload => upload.Id == next.Id) is { } earlier)
        {
            return earlier.IsSameAs(next) ? open : throw PlatformProblems.IdempotencyKeyReused.With();
        }

        var live = Live(open, limits.Life, now);
        if (live.Count(upload => upload.Type == next.Type) >= limits.PerSlot)
        {
            throw UploadProblems.TooManyOpenUploads.With(
                $"每种材料最多同时有 {limits.PerSlot} 个", $"A document may have {limits.PerSlot} at once");
        }

        return live.Count < limits.PerApplication ? [.. open, next] : throw UploadProblems.TooManyOpenUploads.With(
            $"每份申请最多同时有 {limits.PerApplication} 个", $"An application may have {limits.PerApplication} at once");
    }

    /// <summary>Marks one whose completion begins: neither a cancellation nor the sweep takes its blocks from now on.</summary>
    public static IReadOnlyList<OpenUpload> Completing(IReadOnlyList<OpenUpload> open, string id, DateTimeOffset now) =>
        [.. open.Select(upload => upload.Id == id ? upload with { CompletingAt = now } : upload)];

    /// <summary>Takes the mark away: the slot takes nothing now, or the completion broke off before it recorded anything.</summary>
    public static IReadOnlyList<OpenUpload> Reopen(IReadOnlyList<OpenUpload> open, string id) =>
        [.. open.Select(upload => upload.Id == id ? upload with { CompletingAt = null } : upload)];

    /// <summary>Without the one that became a document.</summary>
    public static IReadOnlyList<OpenUpload> Without(IReadOnlyList<OpenUpload> open, string id) =>
        open.Any(upload => upload.Id == id) ? [.. open.Where(upload => upload.Id != id)] : open;

    /// <summary>Without those whose time is over.</summary>
    public static IReadOnlyList<OpenUpload> Live(IReadOnlyList<OpenUpload> open, TimeSpan life, DateTimeOffset now) =>
        [.. open.Where(upload => !upload.HasLapsed(life, now))];

    /// <summary>Without the one that its owner gives up; one that is gone is gone.</summary>
    /// <exception cref="ProblemException">upload-completing.</exception>
    public static IReadOnlyList<OpenUpload> Cancel(IReadOnlyList<OpenUpload> open, string id) =>
        open.Any(upload => upload.Id == id && upload.CompletingAt is not null)
            ? throw UploadProblems.UploadCompleting.With()
            : [.. open.Where(upload => upload.Id != id)];
}
