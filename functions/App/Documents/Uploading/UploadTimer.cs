using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents.Uploading;

/// <summary>Removes uploads that were left, and finishes completions that broke off.</summary>
public sealed class UploadTimer(CompleteUploads uploads, IOptions<DocumentOptions> options)
{
    /// <summary>At DocumentSweepSchedule. Safe to run twice, also while an applicant completes one.</summary>
    [Function("Uploads_Sweep")]
    public Task SweepAsync([TimerTrigger("%DocumentSweepSchedule%")] TimerInfo timer, CancellationToken cancellation) =>
        uploads.SweepAsync(TimeSpan.FromMinutes(options.Value.RecheckMinutes), cancellation);
}
