using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Assignments;

/// <summary>What the tests' own question is about.</summary>
/// <param name="Vote">Of who voted last; null before.</param>
internal sealed record Poll(string Id, string Text, bool IsOver = false, bool IsBlocked = false, bool? Vote = null);

internal sealed record PollState(Poll Poll, IReadOnlyList<Assignment> Assignments);

internal sealed record PollHeld(string Text) : Fact;

internal sealed record PollReworded(string Text) : Fact;

internal sealed record PollEnded : Fact;

internal sealed record VoteCast(string Assignment, bool Yes) : Fact;

/// <summary>A poll is an aggregate of a table of its own.</summary>
internal static class Polls
{
    public const string Id = "0123456789abcdefghjk";

    public const string Text = "Noodles?";

    public static readonly Aggregate<PollState> Kind = new("polls", Part());

    /// <summary>Monday 2 March 2026, 09:00 in Shenzhen.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly Ask Lunch = new(PollQuestion.Name, Id, "Lunch", 0);

    /// <summary>Five working days, a reminder two days before, three days for the delegate.</summary>
    public static readonly LadderPolicy Week = new LadderPolicy.WorkingDays(5, 2, 3);

    public static AskPlan Plan(int count = 2, LadderPolicy? ladder = null, DateTimeOffset? giveUp = null, params IEnumerable<string> excluded) =>
        new()
    {
        Roles = [Role.Expert],
        Count = count,
        Ladder = ladder ?? Week,
        Excluded = excluded.ToHashSet(),
        GiveUp = giveUp,
        About = new AssignmentAbout(new LocalizedText("午餐", "Lunch"), new LocalizedText("食堂", "Canteen"), new LocalizedText("投票", "Vote")),
    };

    public static StaffMember Member(string id, string? organisation = null, string? standIn = null, string? language = null) => new()
    {
        Id = id, Name = id, Email = $"{id}@example.com", Roles = [Role.Expert], Organisation = CreditCode.Find(organisation), Delegate = standIn,
        Language = language, 
    };

    public static Assignment Assignment(int number, string? person = null, AssignmentState state = AssignmentState.Open, Ask? ask = null)
    {
        var ladder = Week.Start(Monday, WorkingCalendar.Official);
        return new Assignment
        {
            Ask = ask ?? Lunch, Number = number, Assignee = person ?? $"expert-{number}", OpenedAt = Monday, Due = ladder.Due,
            Lapses = ladder.Lapse, State = state, About = Plan().About, 
        };
    }

    public static AssignmentId IdOf(Assignment assignment) => new(assignment.Ask, assignment.Number);

    /// <summary>A person who answers, asked about a text.</summary>
    public static Answering By(string person, string text = Text) => new(person, Digest(text), Monday.AddDays(1));

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static Task<Stored<PollState>> HoldAsync(this AggregateStore store, string text = Text, string id = Id) => store.PutAsync(
        Kind, id, _ => Change.To(new PollState(new Poll(id, text), []), "test", new PollHeld(text)),
        TestContext.Current.CancellationToken);

    public static Task<Stored<PollState>> RewordAsync(this AggregateStore store, string text) => store.ChangeAsync(
        Kind, Id, state => Change.To(state with { Poll = state.Poll with { Text = text } }, "test", new PollReworded(text)),
        TestContext.Current.CancellationToken);

    public static Task<Stored<PollState>> EndAsync(this AggregateStore store) => store.ChangeAsync(
        Kind, Id, state => Change.To(state with { Poll = state.Poll with { IsOver = true } }, "test", new PollEnded()),
        TestContext.Current.CancellationToken);

    public static async Task<PollState> PollAsync(this AggregateStore store) =>
        (await store.GetAsync(Kind, Id, TestContext.Current.CancellationToken)).State;

    private static Part<PollState> Part()
    {
        var own = FunctionsApp.Platform.Storage.Part.Own<Poll>();
        return new Part<PollState>
        {
            Kinds = AssignmentIndex.Part.Kinds,
            Read = rows => new PollState(own.Read(rows), AssignmentIndex.Part.Read(rows)),
            Write = state => [.. own.Write(state.Poll), .. AssignmentIndex.Part.Write(state.Assignments)],
            Lines = state => AssignmentIndex.Part.Lines(state.Assignments),
        };
    }
}
