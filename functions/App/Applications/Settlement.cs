using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>How a review ends or pauses an application. Each is done once: again, or after a withdrawal, changes nothing.</summary>
public static class Settlement
{
    /// <exception cref="InvalidOperationException">It is neither submitted nor approved nor withdrawn.</exception>
    public static ApplicationChange Approve(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at) =>
        Settle(application, definition, ApplicationStatus.Approved, ApplicationFacts.Approved, actor, at, [ApplicationStatus.Submitted]);

    /// <summary>Also ends a returned application whose round ran out.</summary>
    /// <exception cref="InvalidOperationException">It is neither submitted, returned, rejected nor withdrawn.</exception>
    public static ApplicationChange Reject(Application application, ProgrammeDefinition definition, string actor, DateTimeOffset at) =>
        Settle(application, definition, ApplicationStatus.Rejected, ApplicationFacts.Rejected, actor, at, [ApplicationStatus.Submitted, ApplicationStatus.Returned]);

    /// <summary>Opens supplement round <paramref name="round"/>: the named slots are empty and required, their next upload is a new version.</summary>
    /// <param name="round">The application's round + 1; a round that was opened before changes nothing.</param>
    /// <param name="items">1..n; a type named twice asks once, with the reasons joined.</param>
    /// <exception cref="ArgumentException">No item, or one that the definition has no slot for.</exception>
    /// <exception cref="InvalidOperationException">It is not submitted, or rounds were left out.</exception>
    public static ApplicationChange Return(
        Application application, ProgrammeDefinition definition, int round, IReadOnlyList<ReturnItem> items, string actor)
    {
        if (application.Status == ApplicationStatus.Withdrawn || application.Round >= round) return ApplicationChange.None(application);
        if (application.Status != ApplicationStatus.Submitted || application.Round + 1 != round)
        {
            throw new InvalidOperationException($"Round {round} cannot open: application {application.Id} is {application.Status} in round {application.Round}.");
        }

        var asked = items.GroupBy(item => item.Document)
            .Select(group => new ReturnItem(group.Key, string.Join('\n', group.Select(item => item.Reason).Distinct())))
            .ToList();
        if (asked.Count == 0) throw new ArgumentException("A return asks for at least one document.", nameof(items));
        if (asked.Find(item => application.Slot(item.Document) is null) is { } unknown)
        {
            throw new ArgumentException($"{application.Programme} v{application.Version} has no document {unknown.Document}.", nameof(items));
        }

        var next = application with
        {
            Status = ApplicationStatus.Returned,
            Round = round,
            Returned = asked,
            Slots = [.. application.Slots.Select(slot => asked.Exists(item => item.Document == slot.Type) ? Reopened(slot) : slot)],
        };
        return new ApplicationChange(next, new NewFact(ApplicationFacts.Returned, actor, ApplicationOutcome.Of(next, definition.Name)));
    }

    private static SlotState Reopened(SlotState slot) => new(slot.Type, Required: true, DocumentState.Empty, slot.Version, Newest: slot.Newest);

    private static ApplicationChange Settle(
        Application application,
        ProgrammeDefinition definition,
        ApplicationStatus outcome,
        string fact,
        string actor,
        DateTimeOffset at,
        ReadOnlySpan<ApplicationStatus> from)
    {
        if (application.Status == outcome || application.Status == ApplicationStatus.Withdrawn) return ApplicationChange.None(application);
        if (!from.Contains(application.Status)) throw new InvalidOperationException($"Application {application.Id} is {application.Status} and cannot become {outcome}.");

        var next = application with { Status = outcome, DecidedAt = at.ToUniversalTime() };
        return new ApplicationChange(next, new NewFact(fact, actor, ApplicationOutcome.Of(next, definition.Name)));
    }
}
