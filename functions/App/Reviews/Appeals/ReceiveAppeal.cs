using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews.Appeals;

public sealed class ReceiveAppealActivity(AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, LetterSender letters)
{
    /// <summary>Writes applicant and partners that the appeal arrived. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(ReceiveAppealActivity))]
    public async Task RunAsync([ActivityTrigger] AppealRun run, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(run.ApplicationId, cancellation)).State;
        if (application.Appeal is not { } appeal) return;
        var definition = catalogue.Of(application);
        await letters.SendAsync(AppealLetters.Received(application, definition, appeal), cancellation);
        foreach (var each in PartnerLetters.AppealReceived(application, definition, staff)) await letters.SendAsync(each, cancellation);
    }
}
