using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Files;

/// <summary>Takes files of reports, and gives them back with marks.</summary>
public sealed class ReportFileDesk(AggregateStore store, ReportDesk desk, BlobServiceClient blobs, TimeProvider time)
{
    /// <summary>A hundred thousand rows in CSV.</summary>
    public const long MaxBytes = 16L * 1024 * 1024;

    private BlobContainerClient Container => blobs.GetBlobContainerClient(Topology.ReportFiles);

    /// <summary>The file as a new version of the caller's own report; its check follows.</summary>
    /// <param name="arrived">Awaited after the last byte, before anything is kept.</param>
    /// <exception cref="ProblemException">no-organisation, period-not-open, invalid-file-name, report-file-empty, report-file-too-large,
    /// body-cut-off, report-too-many-versions.</exception>
    public async Task<Stored<ReportState>> TakeAsync(
        Caller caller, Period period, string? fileName, Stream body, CancellationToken cancellation, Func<Task>? arrived = null)
    {
        SubmitReport.RequireOpen(period, desk.Today);
        var command = await desk.CommandAsync(caller, period, cancellation);
        var name = FileName.Check(fileName);
        var blob = Ids.New();
        using var staged = await StagedUpload.StageAsync(
            Container.GetBlockBlobClient(blob), body, MaxBytes, StatisticsProblems.FileTooLarge, cancellation);
        if (arrived is not null) await arrived();
        if (staged.Bytes == 0) throw StatisticsProblems.FileEmpty.With();
        var file = new ReportFile(blob, name, staged.Bytes, staged.Sha256, caller.Email ?? "", caller.Language);

        // The record before the blob: the check may start the moment the blob appears. A blob that never comes the sweep finds.
        var stored = await store.PutAsync(
            ReportAggregate.Kind, ReportAggregate.IdOf(command.Organisation, period),
            current => ReceiveReport.Decide(current, command, file, time.GetUtcNow()), cancellation);
        var version = stored.State.Versions.Single(each => each.File?.Blob == blob).Number;
        var run = new ReportRun(command.Organisation.Value, $"{period}", version);
        await staged.CommitAsync(ReportTag.ToMetadata(run), "application/octet-stream", CancellationToken.None);
        return stored;
    }

    /// <summary>The file of a version with what is wrong with each row, in the format that it came in.</summary>
    /// <exception cref="ProblemException">no-organisation; not-found: no such version, it was no file, or storage dropped it.</exception>
    public async Task<(byte[] Content, SheetFormat Format, string Name)> MarkedAsync(
        Caller caller, Period period, int number, CancellationToken cancellation)
    {
        var state = (await desk.FindAsync(ReportDesk.OwnOf(caller), period, cancellation))?.State;
        if (state?.Versions.FirstOrDefault(each => each.Number == number) is not { File: { } file } version)
        {
            throw PlatformProblems.NotFound.With();
        }

        try
        {
            await using var content = await Container.GetBlobClient(file.Blob).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false), cancellation);
            var isCsv = Path.GetExtension(file.Name).Equals(".csv", StringComparison.OrdinalIgnoreCase);
            var format = isCsv ? SheetFormat.Csv : SheetFormat.Xlsx;
            return (MarkedReport.Write(content, version.Faults, format, caller.Language), format, $"report-{period}-v{number}");
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw PlatformProblems.NotFound.With();
        }
    }
}
