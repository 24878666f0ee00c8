using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Round">The supplement round that begins, 1 for the first.</param>
/// <param name="WorkingDays">Time to correct.</param>
/// <param name="At">When it is returned, UTC: the same for each attempt.</param>
public sealed record ReturnRequest(string ApplicationId, int Round, IReadOnlyList<ReturnItem> Items, int WorkingDays, DateTimeOffset At);

public sealed class ReturnActivity(ApplicationPartition applications, ProgrammeCatalogue catalogue, WorkingCalendar calendar, NoticeSender notices)
{
    private const string Template = "application-returned";

    /// <summary>Sends the application back, tells the applicant what to correct, and says until when. Safe to run twice.</summary>
    [Function(nameof(ReturnActivity))]
    public async Task<DateTimeOffset> RunAsync([ActivityTrigger] ReturnRequest back, CancellationToken cancellation)
    {
        var current = await applications.GetAsync(back.ApplicationId, cancellation);
        var definition = catalogue.Get(current.Programme, current.Version);
        var application = await applications.ChangeAsync(
            back.ApplicationId, application => Settlement.Return(application, definition, back.Round, back.Items, nameof(ReturnActivity)), cancellation);
        var due = calendar.Due(back.At, back.WorkingDays);
        if (application.Status != ApplicationStatus.Returned) return due;

        var language = application.Language;
        await notices.SendAsync(new Notice($"{Template}.{application.Id}.{back.Round}", Template, null, application.ApplicantEmail, language, new Dictionary<string, string>
        {
            ["title"] = application.Title,
            ["programme"] = definition.Name.In(language),
            ["items"] = string.Join('\n', back.Items.Select(item => $"- {definition.Slot(item.Document)?.Name.In(language) ?? item.Document}: {item.Reason.Replace("\n", "; ")}")),
            ["due"] = ReviewWords.Time(due),
        }), cancellation);
        return due;
    }
}
