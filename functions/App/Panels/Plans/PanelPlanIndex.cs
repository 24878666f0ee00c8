using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels.Plans;

/// <summary>An application that waits for its panel, with what a proposal needs of it.</summary>
/// <param name="Organisation">Credit code.</param>
public sealed record WaitingPanel(
    string Application, string Stage, int Round, string Title, string Sector, string Organisation, string District, Language Language,
    ApplicantTies Ties, IReadOnlyList<string> Kept, DateTimeOffset Until)
{
    /// <summary>Credit codes of those who apply with it.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>The organisation and its partners.</summary>
    [JsonIgnore]
    public IReadOnlySet<CreditCode> Applying => Partners.Append(Organisation).Select(CreditCode.Parse).ToHashSet();
}

public static class PanelPlanIndex
{
    /// <summary>Of a plan: the applications that wait for it, the longest waiting first.</summary>
    public static readonly ListIndex<WaitingPanel> Waiting = new("panels-waiting");

    internal static IEnumerable<Line> Lines(PanelState state)
    {
        var application = state.Review.Application;
        foreach (var wait in state.Waits.Where(wait => wait.IsWaiting))
        {
            yield return Waiting.Line(wait.Plan, LineOrder.OldestFirst(wait.Until, application.Id), new WaitingPanel(
                application.Id, wait.Stage, wait.Round, application.Subject.Title, application.Subject.Sector,
                application.Applicant.Organisation.Value, application.Applicant.District, application.Applicant.Language,
                state.TiesOf(wait.Stage, wait.Round) ?? ApplicantTies.None, wait.Kept, wait.Until)
            {
                Partners = application.PartnerCodes,
            });
        }
    }
}
