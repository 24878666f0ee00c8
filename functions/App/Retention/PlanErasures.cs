using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Retention;

/// <summary>Looks for applications whose times are over, and announces their erasure.</summary>
public sealed class PlanErasures(
    Lists lists, AggregateStore store, RetentionPolicy policy, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Safe to run twice. One that fails keeps no other from its turn; the first failure is thrown at the end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var each = new EachInTurn();
        // What is younger than the shortest time is not due, however it ended.
        for (var year = options.Value.FirstYear; year <= BeijingTime.Day(now).Year - policy.FewestYears(); year++)
        {
            await foreach (var line in lists.ReadAllAsync(ApplicationIndex.OfYear, ApplicationIndex.Year(year), cancellation))
            {
                if (!MayBeDue(line, now)) continue;
                await each.TryAsync(() => store.ChangeApplicationAsync(
                    line.Id, application => PlanErasure.Decide(application, policy, now), cancellation), cancellation);
            }
        }

        each.ThrowFirst();
    }

    /// <summary>False where the line alone shows that nothing is due: most of them are never read.</summary>
    internal bool MayBeDue(YearLine line, DateTimeOffset now)
    {
        if (RetentionTimes.OutcomeOf(line.Status) is not { } ended || line.Erased == ErasureStep.Content) return false;
        var rule = policy.Of(line.Programme, ended);
        var years = line.Erased == ErasureStep.None ? rule.PersonalYears : rule.ContentYears;
        // A draft counts from its last change, and a line of an earlier version has no other time: neither is before its creation.
        return RetentionTimes.After(line.DecidedAt ?? line.CreatedAt, years) <= now;
    }
}
