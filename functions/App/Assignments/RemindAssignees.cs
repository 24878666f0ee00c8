using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

public sealed class RemindAssigneesActivity(Questions questions)
{
    /// <summary>Mails those who have not answered. Safe to run twice: a letter has one id.</summary>
    [Function(nameof(RemindAssigneesActivity))]
    public Task RunAsync([ActivityTrigger] Ask ask, CancellationToken cancellation) => questions.Of(ask).RemindAsync(ask, cancellation);
}
