using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
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

public sealed class CloseAppealActivity(AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters)
{
    /// <summary>Writes the applicant the ruling, and answers it. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(CloseAppealActivity))]
    public async Task<AppealRuling> RunAsync([ActivityTrigger] AppealRun run, CancellationToken cancellation)
    {
        var state = (await store.GetAppealAsync(run.ApplicationId, cancellation)).State;
        var decision = state.Appeal?.Decision ?? throw new InvalidOperationException($"{run.InstanceId} has no ruling.");
        await letters.SendAsync(AppealLetters.Ruled(state.Application, catalogue.Of(state.Application), decision), cancellation);
        return decision.Ruling;
    }
}
