using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments;

/// <summary>One open assignment in a person's list.</summary>
/// <param name="Calendar">By which notices its times were counted, see <see cref="Assignment.Calendar"/>.</param>
public sealed record AssignmentLine(
    string Id, Ask Ask, AssignmentAbout About, DateTimeOffset Due, DateTimeOffset Opened,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Calendar = null);

/// <summary>One open assignment whose assignee left, and which no one could take over.</summary>
public sealed record UnassignedLine(string Id, Ask Ask, AssignmentAbout About, string Assignee, DateTimeOffset Due);

/// <summary>One assignment that a person answered, in the person's list.</summary>
public sealed record AnsweredLine(string Id, AssignmentAbout About, DateTimeOffset At);

/// <summary>The assignments of an aggregate, kept in its partition, and the lists of each person.</summary>
public static class AssignmentIndex
{
    /// <summary>Of a person: the open ones, the most urgent first.</summary>
    public static readonly ListIndex<AssignmentLine> OfPerson = new("assignments-of-person");

    /// <summary>Of a person: those that the person answered, the newest first.</summary>
    public static readonly ListIndex<AnsweredLine> AnsweredBy = new("assignments-answered");

    /// <summary>Owner of <see cref="Unassigned"/>.</summary>
    public const string Everyone = "everyone";

    /// <summary>Those that no one could take over from a person who left, the most urgent first.</summary>
    public static readonly ListIndex<UnassignedLine> Unassigned = new("assignments-unassigned");

    /// <summary>What an asking feature composes its aggregate with.</summary>
    public static readonly Part<IReadOnlyList<Assignment>> Part = Platform.Storage.Part.Many<Assignment>(
        "assignment", assignment => $"{assignment.Ask.Kind}|{assignment.Ask.Step}|{assignment.Ask.Round:D2}|{assignment.Number:D3}") with
    {
        Lines = assignments => assignments.Select(LineOf).OfType<Line>().Concat(assignments.Where(each => each is
        {
            State: AssignmentState.Open, IsUnassigned: true,
        }).Select(UnassignedLineOf)),
    };

    /// <summary>The list with some of its assignments changed or added.</summary>
    public static IReadOnlyList<Assignment> With(this IReadOnlyList<Assignment> assignments, IReadOnlyCollection<Assignment> next) =>
        [.. assignments.Where(assignment => !next.Any(each => each.Ask == assignment.Ask && each.Number == assignment.Number)), .. next];

    /// <summary>The list with the open ones cancelled: the matter is closed without them.</summary>
    public static IReadOnlyList<Assignment> Cancelled(this IReadOnlyList<Assignment> assignments) =>
        [.. assignments.Select(assignment => assignment.State == AssignmentState.Open
            ? assignment with { State = AssignmentState.Cancelled } : assignment)];

    private static Line? LineOf(Assignment assignment) => assignment switch
    {
        { State: AssignmentState.Open } => OfPerson.Line(
            assignment.Assignee,
            LineOrder.OldestFirst(assignment.Due, assignment.Id),
            new AssignmentLine(
                assignment.Id, assignment.Ask, assignment.About, assignment.Due, assignment.OpenedAt, assignment.Calendar)),
        { AnsweredAt: { } at } => AnsweredBy.Line(
            assignment.Assignee, LineOrder.NewestFirst(at, assignment.Id), new AnsweredLine(assignment.Id, assignment.About, at)),
        _ => null,
    };

    /// <summary>A number that no assignment of the question has.</summary>
    public static int NextNumber(this IReadOnlyList<Assignment> assignments, Ask ask) =>
        assignments.Of(ask).Select(assignment => assignment.Number).DefaultIfEmpty().Max() + 1;

    private static Line UnassignedLineOf(Assignment assignment) => Unassigned.Line(
        Everyone, LineOrder.OldestFirst(assignment.Due, assignment.Id),
        new UnassignedLine(assignment.Id, assignment.Ask, assignment.About, assignment.Assignee, assignment.Due));

    /// <summary>Those of one question, by number.</summary>
    public static IReadOnlyList<Assignment> Of(this IReadOnlyList<Assignment> assignments, Ask ask) =>
        [.. assignments.Where(assignment => assignment.Ask == ask).OrderBy(assignment => assignment.Number)];
}
