using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Files;

/// <summary>A file arrived as a new version of a report; its check follows.</summary>
/// <param name="Sha256">Of the file.</param>
public sealed record ReportReceived(int Version, string Sha256) : Fact;

/// <summary>Receives a file as the next version.</summary>
public static class ReceiveReport
{
    /// <param name="current">Null while there is no report.</param>
    /// <exception cref="ProblemException">period-not-open, report-too-many-versions.</exception>
    public static Change<ReportState> Decide(ReportState? current, ReportCommand command, ReportFile file, DateTimeOffset now)
    {
        SubmitReport.RequireOpen(command.Period, City.BeijingTime.Day(now));
        var versions = current?.Versions ?? [];
        if (versions.Count >= SubmitReport.MostVersions) throw StatisticsProblems.TooManyVersions.With();
        var next = new ReportVersion(versions.Count + 1, ReportStatus.Received, [], command.By, now) { File = file };
        return Change.To(
            new ReportState(
                new Report(command.Organisation, command.Name, $"{command.Period}", current?.Report.Accepted), [.. versions, next]),
            command.By, new ReportReceived(next.Number, file.Sha256));
    }
}
