using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews.Appeals;

public sealed class ReceiveAppealActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters)
{
    /// <summary>Writes the applicant that the appeal arrived. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(ReceiveAppealActivity))]
    public async Task RunAsync([ActivityTrigger] AppealRun run, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(run.ApplicationId, cancellation)).State;
        if (application.Appeal is not { } appeal) return;
        await letters.SendAsync(AppealLetters.Received(application, catalogue.Of(application), appeal), cancellation);
    }
}
