using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments;

public enum AssignmentState
{
    Open,

    /// <summary>Answered.</summary>
    Decided,

    /// <summary>Passed to someone else: it was overdue, or its assignee left.</summary>
    Escalated,

    /// <summary>Unanswered after the delegate's time.</summary>
    Lapsed,

    /// <summary>The matter was closed without it.</summary>
    Cancelled,

    /// <summary>Given by its assignee to another person.</summary>
    HandedOver,

    /// <summary>Its answer is no longer asked for: an overseer took its assignee off.</summary>
    TakenOff,
}

/// <summary>What an assignment opens of its matter.</summary>
public enum AssignmentSight
{
    /// <summary>What is judged, and its course so far.</summary>
    All,

    /// <summary>What is judged, and nothing of what others are asked or answered.</summary>
    Content,

    /// <summary>Its title and whose it is alone.</summary>
    Title,

    /// <summary>What an institution may see to which it is referred.</summary>
    Referral,
}

/// <summary>A fact about what one person was asked or answered.</summary>
public interface IOfAssignment
{
    /// <summary>Id of the assignment.</summary>
    string Assignment { get; }
}

/// <summary>How an assignment reads in a list, fixed when it is opened.</summary>
/// <param name="Title">Of what it is about.</param>
/// <param name="Context">Where that belongs, for example the programme.</param>
/// <param name="Step">What is asked.</param>
public sealed record AssignmentAbout(LocalizedText Title, LocalizedText Context, LocalizedText Step);

/// <summary>The times that a person was told, UTC.</summary>
public sealed record Promise(DateTimeOffset Due, DateTimeOffset Lapses);

/// <summary>That an assignee gave an assignment to another person.</summary>
/// <param name="Number">Of the other person's assignment.</param>
/// <param name="At">UTC.</param>
public sealed record Handing(string To, int Number, [property: ErasedWith(ErasureStep.Content)] string Reason, DateTimeOffset At);

/// <summary>Where an added signer answers.</summary>
public enum SignerPlace
{
    /// <summary>Before the person who added the signer: an opinion that is not counted.</summary>
    Before,

    /// <summary>After that person: one more approval is needed.</summary>
    After,
}

/// <summary>That an assignee added a person to those who are asked.</summary>
/// <param name="By">Number of the assignee's assignment.</param>
/// <param name="WaitsUntil">Until when the assignee's answer waits for an opinion at longest, UTC.</param>
public sealed record Adding(
    int By, SignerPlace Place, [property: ErasedWith(ErasureStep.Content)] string Reason, DateTimeOffset WaitsUntil);

/// <summary>What one person is asked.</summary>
public sealed record Assignment
{
    public required Ask Ask { get; init; }

    /// <summary>1 to m; a delegate of number n has n + m, or the next that is free.</summary>
    public required int Number { get; init; }

    /// <summary>Staff id.</summary>
    public required string Assignee { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>UTC; after it the assignment passes to a delegate, or lapses when <see cref="Lapses"/> is the same.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>UTC; after it the assignment lapses.</summary>
    public required DateTimeOffset Lapses { get; init; }

    /// <summary>
    /// By which notices the times were counted, see <see cref="City.WorkingCalendar.Edition"/>; null where they go by the clock.
    /// </summary>
    public string? Calendar { get; init; }

    /// <summary>The times as they were promised first; null while no notice has made them later.</summary>
    public Promise? Promised { get; init; }

    public AssignmentState State { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AssignmentSight Sight { get; init; }

    /// <summary>Working day for which an overseer last had the assignee reminded; null for never.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Reminded { get; init; }

    /// <summary>When the assignee answered, UTC; null otherwise, and where an earlier version took the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How often its assignee took an answer back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TakenBack { get; init; }

    /// <summary>Number of the assignment that this one took over.</summary>
    public int? Replaces { get; init; }

    /// <summary>To whom its assignee gave it; null while it was given to no one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Handing? Given { get; init; }

    /// <summary>Number of the assignment whose assignee gave this one away; null where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? GivenBy { get; init; }

    /// <summary>By whom its assignee, or the one before, was added as a signer; null where the plan asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Adding? Added { get; init; }

    /// <summary>Whether its answer is advice to another assignee, and not counted.</summary>
    [JsonIgnore]
    public bool IsOpinion => Added is { Place: SignerPlace.Before };

    /// <summary>Whether its assignee left and no one could take over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnassigned { get; init; }

    public required AssignmentAbout About { get; init; }

    public string Id => AssignmentId.Of(Ask, Number);

    /// <summary>The same for another person, without what the one before did or was told.</summary>
    /// <param name="number">That no assignment of the question has.</param>
    public Assignment PassedTo(string person, int number, DateTimeOffset at) => this with
    {
        Number = number, Assignee = person, OpenedAt = at, Replaces = null, GivenBy = null, Reminded = null, TakenBack = 0,
        IsUnassigned = false,
    };
}
