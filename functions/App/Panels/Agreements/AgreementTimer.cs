using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Panels.Agreements;

/// <summary>Has experts asked for the agreement of the year, where panels need it; and starts an asking whose fact was lost.</summary>
public sealed class AgreementTimer(
    AggregateStore store, Lists lists, StaffDirectory staff, MissingRuns missing, IOptions<PanelOptions> options, TimeProvider time)
{
    /// <summary>At ReviewSweepSchedule. Each expert is asked once a year; safe to run twice.</summary>
    [Function("Agreements_Ask")]
    public async Task AskAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!options.Value.RequiresAgreement) return;
        var now = time.GetUtcNow();
        var year = BeijingTime.Day(now).Year;
        var (asked, expected) = (new HashSet<string>(), new List<ExpectedRun>());
        await foreach (var line in lists.ReadAllAsync(AgreementIndex.OfYear, AgreementIndex.Year(year), cancellation))
        {
            asked.Add(line.Person);
            if (line.State == AgreementState.Asked) expected.Add(
                new ExpectedRun(AgreementRun.InstanceIdOf(line.Id), new AgreementRun(line.Id), line.AskedAt));
        }

        foreach (var expert in AskAgreement.Missing(staff, year).Where(expert => !asked.Contains(expert.Id)))
        {
            await store.PutAsync(
                ExpertAgreementAggregate.Kind, ExpertAgreement.IdOf(expert.Id, year),
                current => AskAgreement.Decide(current, expert.Id, year, now, nameof(AgreementTimer)), cancellation);
        }

        await missing.StartAsync(durable, nameof(AgreementOrchestrator), expected, cancellation);
    }
}
