using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;

namespace FunctionsApp.Selections;

/// <summary>An application that waits to be ranked.</summary>
public sealed record Candidate
{
    /// <summary>Its id.</summary>
    public required string Application { get; init; }

    /// <summary>Of the batch in which it is ranked.</summary>
    public required int Batch { get; init; }

    /// <summary>Of corrections, in which its review waits.</summary>
    public required int Round { get; init; }

    public required string Title { get; init; }

    /// <summary>Credit code.</summary>
    public required string Organisation { get; init; }

    /// <summary>Of the organisation.</summary>
    public required string Name { get; init; }

    /// <summary>Credit codes of those who apply with it.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>Of the people of those who apply, as known when it entered; null in one of an earlier version of the app.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApplicantTies? Ties { get; init; }

    /// <summary>Points of the panel that it passed; null where the panel was closed without a score: ranked last.</summary>
    public required decimal? Score { get; init; }

    /// <summary>Yuan asked for.</summary>
    public required decimal Requested { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Ids by which its project is known in all funds, 1..n.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>Ids of the people who judged it before: none of them changes its place by hand.</summary>
    public IReadOnlyList<string> Judges { get; init; } = [];

    /// <summary>Names of the earlier stages that it may be sent back to, in order, see <see cref="Reviews.SendBack"/>.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>It came when the entry was closed, and is ranked in no batch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLate { get; init; }

    /// <summary>How often it entered before: after it was sent back, or had left and its appeal was upheld.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Before { get; init; }

    /// <summary>It was withdrawn, or rejected afterwards.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasLeft { get; init; }

    [JsonIgnore]
    public bool IsRanked => !IsLate && !HasLeft;

    /// <summary>Whether a person is known to be in conflict with one of those who apply, as an expert of a panel may be.</summary>
    public bool IsTiedTo(StaffMember person) => FindConflicts.Has(
        person, Partners.Append(Organisation).Select(CreditCode.Find).OfType<CreditCode>().ToHashSet(), Ties ?? ApplicantTies.None);
}

public enum PlacingOutcome
{
    /// <summary>Its amount is reserved.</summary>
    Selected,

    /// <summary>It follows where one that is selected leaves.</summary>
    Reserve,

    Declined,

    /// <summary>It left after the list was proposed: nothing is reserved for it.</summary>
    Left,

    /// <summary>An earlier stage is asked again: nothing is reserved for it, and it enters a later batch.</summary>
    SentBack,
}

/// <summary>The place of an application in a list.</summary>
/// <param name="Rank">1 for the first of its batch.</param>
/// <param name="Proposed">Yuan that the ranking gives it; null where the ranking does not select it.</param>
public sealed record Placing(string Application, int Batch, int Rank, decimal? Proposed)
{
    public required PlacingOutcome Outcome { get; init; }

    /// <summary>Yuan that are reserved; 0 for none.</summary>
    public decimal Amount { get; init; }

    /// <summary>Why it was changed by hand; null where the ranking counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Name of the earlier stage that it was sent back to; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackTo { get; init; }

    /// <summary>Id of another application for which the same project is reserved; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Holder { get; init; }

    /// <summary>Of a reserve list: when it ends, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Until { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Placings in one row: a decision changes them all in one transaction, which has 100 rows.</summary>
/// <param name="Number">From 0.</param>
public sealed record PlacingPage(int Batch, int Number, IReadOnlyList<Placing> Placings)
{
    /// <summary>With reasons of full length a row stays far below the 1 MiB that it may have.</summary>
    public const int Size = 50;

    public static IEnumerable<PlacingPage> Of(IEnumerable<Placing> placings) => placings.GroupBy(placing => placing.Batch)
        .SelectMany(batch => batch.OrderBy(placing => placing.Rank).Chunk(Size)
            .Select((chunk, number) => new PlacingPage(batch.Key, number, chunk)));
}
