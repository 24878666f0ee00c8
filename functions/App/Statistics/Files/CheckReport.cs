using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Files;

/// <summary>A file was refused as it is.</summary>
/// <param name="Faults">How many it has.</param>
public sealed record ReportRefused(int Version, int Faults) : Fact;

/// <summary>Figures of a file jump against the last period; the reporter is asked to explain them.</summary>
/// <param name="Jumps">How many.</param>
public sealed record ReportQuestioned(int Version, int Jumps) : Fact;

/// <summary>Takes or refuses the file of a version, once.</summary>
public static class CheckReport
{
    /// <summary>Rows of a file at most.</summary>
    public const int MostRows = 100_000;

    private static readonly LocalizedText Overtaken = new("此后的版本已被接收", "a later version is accepted already");

    private static readonly LocalizedText NeverCame = new("文件未完整到达，请重新上传", "the file did not arrive; upload it again");

    /// <param name="reading">Null where the file never came.</param>
    public static Change<ReportState> Decide(ReportState state, int number, ReadingOfReport? reading)
    {
        var version = state.Versions[number - 1];
        if (version.Status != ReportStatus.Received) return Change.None(state);
        if (reading is null) return Refuse(state, version, [new ReportFault(null, null, NeverCame)], 1);
        if (state.Report.Accepted > number) return Refuse(state, version, [new ReportFault(null, null, Overtaken)], 1);
        if (reading.IsSoft)
        {
            var questioned = version with
            {
                Status = ReportStatus.NeedsExplanation, Lines = reading.Lines, Faults = reading.Faults, FaultCount = reading.FaultCount,
            };
            return Change.To(state.With(questioned), version.By, new ReportQuestioned(number, reading.FaultCount));
        }

        return reading.FaultCount > 0 ? Refuse(state, version, reading.Faults, reading.FaultCount)
            : Accept(state, version with { Lines = reading.Lines });
    }

    /// <summary>The version counts from now on.</summary>
    internal static Change<ReportState> Accept(ReportState state, ReportVersion version)
    {
        var next = state.With(version with { Status = ReportStatus.Accepted, Faults = [], FaultCount = 0 });
        return Change.To(
            next with { Report = next.Report with { Accepted = version.Number } }, version.By,
            new ReportAccepted(version.Number, AppJson.Digest(version.Lines)));
    }

    private static Change<ReportState> Refuse(ReportState state, ReportVersion version, IReadOnlyList<ReportFault> faults, int count) =>
        Change.To(
            state.With(version with { Status = ReportStatus.Refused, Faults = faults, FaultCount = count }), version.By,
            new ReportRefused(version.Number, count));
}

public sealed class CheckReportActivity(AggregateStore store, ReportDesk desk, BlobServiceClient blobs)
{
    /// <summary>Reads the file row by row, and takes or refuses it. Safe to run twice: a version is decided once.</summary>
    [Function(nameof(CheckReportActivity))]
    public async Task<ReportStatus> RunAsync([ActivityTrigger] ReportRun run, CancellationToken cancellation)
    {
        var state = (await store.GetAsync(ReportAggregate.Kind, run.ReportId, cancellation)).State;
        if (state.Versions[run.Version - 1] is not { Status: ReportStatus.Received, File: { } file } version)
        {
            return state.Versions[run.Version - 1].Status;
        }

        var period = Period.Find(run.Period)!.Value;
        var last = await desk.BeforeAsync(state.Report.Organisation, period, cancellation);
        var scope = new ReportScope(state.Report.Organisation, period, BeijingTime.Day(version.At));
        var reading = await ReadAsync(file, scope, last, cancellation);
        var after = await store.ChangeAsync(
            ReportAggregate.Kind, run.ReportId, current => CheckReport.Decide(current, run.Version, reading), cancellation);
        return after.State.Versions[run.Version - 1].Status;
    }

    private async Task<ReadingOfReport?> ReadAsync(
        ReportFile file, ReportScope scope, IReadOnlyList<ReportLine> last, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobOpenReadOptions(allowModifications: false);
            await using var content = await blobs.GetBlobContainerClient(Topology.ReportFiles).GetBlobClient(file.Blob)
                .OpenReadAsync(options, cancellation);
            return ReadReport.Run(content, scope, CheckReport.MostRows, last);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
