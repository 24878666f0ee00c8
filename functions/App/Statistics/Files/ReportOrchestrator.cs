using System.Text.Json.Serialization;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Statistics.Files;

/// <summary>The file of one version of a report.</summary>
public sealed record ReportRun(string Organisation, string Period, int Version)
{
    [JsonIgnore]
    public string ReportId => ReportAggregate.IdOf(Organisation, Period);

    /// <summary>The same for the same version: an event that comes twice finds the run of the first.</summary>
    [JsonIgnore]
    public string InstanceId => $"{ReportId}-v{Version}";
}

public static class ReportOrchestrator
{
    /// <summary>Checks the file, and writes to its sender where it cannot be taken as it is.</summary>
    [Function(nameof(ReportOrchestrator))]
    public static async Task<ReportStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ReportRun run)
    {
        var status = await context.CallActivityAsync<ReportStatus>(nameof(CheckReportActivity), run, ActivityRetries.Patient);
        if (status is not (ReportStatus.Refused or ReportStatus.NeedsExplanation)) return status;
        await context.CallActivityAsync(nameof(SendReportLetterActivity), run, ActivityRetries.Patient);
        return status;
    }
}
