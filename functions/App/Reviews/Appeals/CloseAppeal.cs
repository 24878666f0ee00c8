using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews.Appeals;

public sealed class ReadAppealActivity(AggregateStore store)
{
    /// <summary>Null while the appeal is examined.</summary>
    [Function(nameof(ReadAppealActivity))]
    public async Task<AppealRuling?> RunAsync([ActivityTrigger] AppealRun run, CancellationToken cancellation) =>
        (await store.GetApplicationAsync(run.ApplicationId, cancellation)).State.Appeal?.Ruling;
}

public sealed class CloseAppealActivity(AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, LetterSender letters)
{
    /// <summary>Writes applicant and partners the ruling, and answers it. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(CloseAppealActivity))]
    public async Task<AppealRuling> RunAsync([ActivityTrigger] AppealRun run, CancellationToken cancellation)
    {
        var state = (await store.GetAppealAsync(run.ApplicationId, cancellation)).State;
        var decision = state.Appeal?.Decision ?? throw new InvalidOperationException($"{run.InstanceId} has no ruling.");
        var definition = catalogue.Of(state.Application);
        await letters.SendAsync(AppealLetters.Ruled(state.Application, definition, decision), cancellation);
        foreach (var each in PartnerLetters.AppealRuled(state.Application, definition, staff, decision.Ruling))
        {
            await letters.SendAsync(each, cancellation);
        }

        return decision.Ruling;
    }
}
