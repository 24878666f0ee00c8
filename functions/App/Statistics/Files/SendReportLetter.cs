using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Files;

/// <summary>What the sender of a file is written that cannot be taken as it is.</summary>
public static class SendReportLetter
{
    private const string Refused = "report-refused";
    private const string Questioned = "report-questioned";

    /// <summary>Faults that a letter names.</summary>
    private const int Most = 10;

    /// <summary>The same id each time it is made; null where nothing is to do, or no address is known.</summary>
    public static Letter? For(ReportState state, int number)
    {
        var version = state.Versions[number - 1];
        if (version.Status is not (ReportStatus.Refused or ReportStatus.NeedsExplanation)) return null;
        if (version.File is not { Email.Length: > 0 } file) return null;
        if (state.Report.Accepted > number) return null;
        var template = version.Status == ReportStatus.Refused ? Refused : Questioned;
        return new Letter(
            Ids.From(template, ReportAggregate.IdOf(state.Report), $"{number}"), template, null, file.Email, file.Language,
            new Dictionary<string, string>
            {
                ["title"] = StatisticsTexts.TitleOf(Period.Find(state.Report.Period)!.Value).In(file.Language),
                ["fileName"] = file.Name,
                ["count"] = $"{version.FaultCount}",
                ["faults"] = string.Join(
                    '\n', version.Faults.Take(Most).Select(fault => $"- {StatisticsTexts.TextOf(fault).In(file.Language)}")),
            });
    }
}

public sealed class SendReportLetterActivity(AggregateStore store, LetterSender letters)
{
    /// <summary>Safe to run twice: the letter has one id.</summary>
    [Function(nameof(SendReportLetterActivity))]
    public async Task RunAsync([ActivityTrigger] ReportRun run, CancellationToken cancellation)
    {
        var state = (await store.GetAsync(ReportAggregate.Kind, run.ReportId, cancellation)).State;
        if (SendReportLetter.For(state, run.Version) is { } letter) await letters.SendAsync(letter, cancellation);
    }
}
