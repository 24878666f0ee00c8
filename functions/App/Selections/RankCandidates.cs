namespace FunctionsApp.Selections;

/// <summary>What a list may give out.</summary>
/// <param name="Budget">Yuan; null where only places limit it.</param>
/// <param name="Places">Null where only the budget limits it.</param>
public sealed record SelectionLimits(decimal? Budget, int? Places)
{
    public static SelectionLimits Of(SelectionState state) => new(state.Left, state.PlacesLeft);

    public bool Allow(int places, decimal amount) =>
        (Places is not { } most || places <= most) && (Budget is not { } budget || amount <= budget);
}

/// <summary>Ranks the applications of a call, and proposes whom to select.</summary>
public static class RankCandidates
{
    /// <summary>The best score first; of equal ones the one that was submitted first, then the one whose id comes first.</summary>
    public static IReadOnlyList<Candidate> InOrder(IEnumerable<Candidate> candidates) =>
    [
        .. candidates.OrderByDescending(candidate => candidate.Score ?? -1).ThenBy(candidate => candidate.SubmittedAt)
            .ThenBy(candidate => candidate.Application, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Selects down the ranking with the amounts that are asked for, up to the first application that no longer fits: none overtakes
    /// it but by an officer's hand.
    /// </summary>
    /// <param name="ranked">In order of rank.</param>
    /// <param name="holders">By application: another one for which its project is reserved; such an application is left out.</param>
    public static IReadOnlyList<Placing> Propose(
        IReadOnlyList<Candidate> ranked, SelectionLimits limits, IReadOnlyDictionary<string, string> holders, DateTimeOffset at)
    {
        var (placings, isFull, places, sum) = (new List<Placing>(), false, 0, 0m);
        foreach (var (index, candidate) in ranked.Index())
        {
            var holder = holders.GetValueOrDefault(candidate.Application);
            isFull = isFull || (holder is null && !limits.Allow(places + 1, sum + candidate.Requested));
            var isSelected = !isFull && holder is null;
            if (isSelected) (places, sum) = (places + 1, sum + candidate.Requested);
            placings.Add(new Placing(candidate.Application, candidate.Batch, index + 1, isSelected ? candidate.Requested : null)
            {
                Outcome = isSelected ? PlacingOutcome.Selected : PlacingOutcome.Declined,
                Amount = isSelected ? candidate.Requested : 0,
                Holder = holder,
                ChangedAt = at.ToUniversalTime(),
            });
        }

        return placings;
    }
}
