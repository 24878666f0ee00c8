namespace FunctionsApp.Panels.Plans;

/// <summary>The applications of a call and the experts who could judge them, as a proposal is made of them.</summary>
/// <param name="Seats">Experts for each application, 1 or more.</param>
/// <param name="MostPerExpert">Applications of one expert at most, those counted that the expert has already.</param>
/// <param name="MostPerOrganisation">Experts of one organisation in one panel at most; experts without one are free of it.</param>
public sealed record PanelCall(
    IReadOnlyList<string> Applications, IReadOnlyList<SeatExpert> Experts, int Seats, int MostPerExpert, int MostPerOrganisation);

/// <param name="Organisation">Null for none.</param>
/// <param name="Load">Applications that the expert has already.</param>
public sealed record SeatExpert(string Id, string? Organisation = null, int Load = 0);

/// <summary>The experts of one application, by id.</summary>
public sealed record ProposedPanel(string Application, IReadOnlyList<string> Experts);

/// <summary>Chooses the experts of all applications of a call together.</summary>
/// <remarks>
/// A minimum cost flow, application → expert → load, by successive shortest paths. What an expert's next application costs grows with the
/// load, and more than all mismatches together: so the loads are as even as quotas and conflicts allow, and among the even ones the
/// mismatches are fewest. Paths are searched between experts alone, along applications that can pass from one to the other.
/// </remarks>
public static class ProposePanels
{
    /// <summary>The largest cost of a pair.</summary>
    public const int MaxMismatch = 100;

    /// <summary>
    /// A panel for each application, in order of id; with fewer experts than seats where quotas and conflicts leave no more. The order in
    /// which applications and experts come does not matter.
    /// </summary>
    /// <param name="mismatch">How little an expert fits an application, 0 to <see cref="MaxMismatch"/>; null for a conflict.</param>
    public static IReadOnlyList<ProposedPanel> Decide(PanelCall call, Func<string, string, int?> mismatch)
    {
        var (applications, experts) = (
            call.Applications.Order(StringComparer.Ordinal).ToArray(),
            call.Experts.OrderBy(expert => expert.Id, StringComparer.Ordinal).ToArray());
        var flow = new SeatFlow(
            [.. applications.Select(application => experts.Select(expert => mismatch(application, expert.Id) ?? SeatFlow.Never).ToArray())],
            experts, call);
        for (var seat = 0; seat < call.Seats; seat++)
        {
            for (var application = 0; application < applications.Length; application++) flow.Seat(application);
        }

        return
        [
            .. applications.Select((application, index) => new ProposedPanel(
                application, [.. flow.ExpertsOf(index).Order().Select(expert => experts[expert].Id)])),
        ];
    }
}
