using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>The application is sent back for corrections.</summary>
/// <param name="Round">The round that begins.</param>
/// <param name="Documents">Types of the documents that it asks for.</param>
[ShownAs(Right.Course)]
public sealed record ApplicationReturned(int Round, IReadOnlyList<string> Documents) : Fact
{
    /// <summary>Keys of the form's fields that it asks for.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>UTC; null where a version recorded it that kept no time.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>Opens a round of corrections.</summary>
public static class ReturnApplication
{
    /// <summary>The named slots are empty and required, their next upload is a new version; the named fields may be changed.</summary>
    /// <param name="round">The application's round + 1; a round that was opened before changes nothing.</param>
    /// <param name="items">1..n; a document or field named twice asks once, with the reasons joined.</param>
    /// <exception cref="ArgumentException">No item, or one that there is neither slot nor field for.</exception>
    /// <exception cref="InvalidOperationException">It is not submitted, or rounds were left out.</exception>
    public static Change<Application> Decide(
        Application application, int round, IReadOnlyList<ReturnItem> items, string actor, SupplementTime? time = null)
    {
        if (application.Status == ApplicationStatus.Withdrawn || application.Supplement.Round >= round) return Change.None(application);
        if (application.Status != ApplicationStatus.Submitted || application.Supplement.Round + 1 != round)
        {
            throw new InvalidOperationException(
                $"Round {round} cannot open: application {application.Id} is "
                    + $"{application.Status} in round {application.Supplement.Round}.");
        }

        var asked = items.GroupBy(item => item.Named)
            .Select(group => group.First() with { Reason = string.Join('\n', group.Select(item => item.Reason).Distinct()) })
            .ToList();
        if (asked.Count == 0) throw new ArgumentException("A return asks for at least one document or field.", nameof(items));
        if (asked.Find(item => !application.Has(item)) is { } unknown)
        {
            throw new ArgumentException(
                $"{application.Programme} v{application.Version} has no {unknown.Document ?? unknown.Field}.", nameof(items));
        }

        var supplement = new Supplement(round, asked) { Time = time };
        var next = application with
        {
            Status = ApplicationStatus.Returned,
            Supplement = supplement,
            Form = application.Form?.Asking(supplement.Fields),
            Slots = [.. application.Slots.Select(slot => asked.Exists(item => item.Document == slot.Type) ? Reopened(slot) : slot)],
        };
        return Change.To(next, actor, new ApplicationReturned(round, supplement.Documents)
        {
            Fields = supplement.Fields, Due = time?.Due,
        });
    }

    private static SlotState Reopened(SlotState slot) =>
        new(slot.Type, Required: true, DocumentState.Empty, slot.Version, Newest: slot.Newest);
}
