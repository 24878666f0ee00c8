using App.Tests.Reviews;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Selections;

namespace App.Tests.Selections;

/// <summary>Applications that wait to be ranked.</summary>
internal static class SelectionSample
{
    public const string Officer = "officer-1";

    public static readonly DateTimeOffset At = ReviewSample.Opened.AddDays(30);

    public static readonly SelectionCall Call = new("special-fund-rd", 3, null, "Selection");

    public static readonly SelectionDefinition Rules = new()
    {
        Name = "Selection", Title = new LocalizedText("择优遴选", "Selection"), Role = Role.DepartmentOfficer,
    };

    public static string Id(int number) => Ids.From("candidate", $"{number}");

    public static Candidate Candidate(int number, decimal? score, decimal requested = 100_000) => new()
    {
        Application = Id(number), Batch = 1, Round = 0, Title = $"项目 {number}", Organisation = $"org-{number}", Name = $"单位 {number}",
        Score = score, Requested = requested, SubmittedAt = ReviewSample.Opened.AddHours(number), Projects = [Ids.From("p", $"{number}")],
        EnteredAt = At, Earlier = ["Department", "Panel"],
    };

    public static SelectionRound Round(decimal? budget = 300_000, int? places = null) =>
        new(Call.Id, Call, budget, places, [new SelectionBatch(1, At)]);

    public static SelectionState Open(params IReadOnlyList<Candidate> candidates) => new(Round(), candidates, [], []);

    /// <summary>Its entry is closed, and the list is proposed.</summary>
    public static SelectionState Proposed(SelectionState open, IReadOnlyDictionary<string, string>? holders = null) =>
        ProposeSelection.Decide(
            CloseEntry.Decide(open, new EntryClosing("machine", null, At)).Next, open.Round.Last.Number,
            holders ?? new Dictionary<string, string>(), At).Next;

    public static Assignment Asked(SelectionState state, string person = Officer) => new()
    {
        Ask = SelectionQuestion.AskOf(state.Round.Id, state.Round.Last), Number = 1, Assignee = person, OpenedAt = At, Due = At.AddDays(5),
        Lapses = At.AddDays(9), About = new AssignmentAbout(Rules.Title, Rules.Title, Rules.Title),
    };

    public static SelectionState Decided(SelectionState proposed, params IReadOnlyList<PlacingForm> places) =>
        Decide(proposed, Officer, places);

    public static SelectionState Decide(SelectionState proposed, string person, params IReadOnlyList<PlacingForm> places) =>
        DecideSelection.Decide(
            proposed, proposed.Round.Last.Number, Asked(proposed, person), new SelectionForm("token", places),
            new Answering(person, "digest", At), Rules, At.AddDays(100)).Next;

    public static PlacingForm Place(int number, PlacingChoice outcome, decimal? amount = null, string? reason = "As discussed.") =>
        new(Id(number), outcome, amount, reason);

    public static PlacingForm Back(int number, string? to = "Department", string? reason = "The costs were not looked at.") =>
        new(Id(number), PlacingChoice.SentBack, null, reason, to);

    /// <summary>Numbers of the applications that are selected, in order of rank.</summary>
    public static IReadOnlyList<int> Selected(SelectionState state) =>
    [
        .. state.Placings.Where(placing => placing.Outcome == PlacingOutcome.Selected).OrderBy(placing => placing.Rank)
            .Select(placing => Enumerable.Range(1, 20).First(number => Id(number) == placing.Application)),
    ];
}
