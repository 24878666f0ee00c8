using FunctionsApp.Platform;

namespace FunctionsApp.Assignments;

/// <summary>A question put to one or several people.</summary>
/// <param name="Kind">Kind of question, see <see cref="Question.Kind"/>.</param>
/// <param name="Subject">Id of the aggregate that is asked about.</param>
/// <param name="Step">Letters and digits: what is asked, for example a stage's name.</param>
/// <param name="Round">0 for the first time; the same question again has the next round.</param>
public sealed record Ask(string Kind, string Subject, string Step, int Round);

/// <param name="At">When it happens, UTC: the same for each attempt.</param>
public sealed record AskAt(Ask Ask, DateTimeOffset At);

/// <summary>An assignment's id names where it is kept: <c>{kind}.{subject}.{step}.{round}.{number}</c>.</summary>
public sealed record AssignmentId(Ask Ask, int Number)
{
    private const int MaxWord = 60;

    public static string Of(Ask ask, int number) => $"{ask.Kind}.{ask.Subject}.{ask.Step}.{ask.Round}.{number}";

    /// <summary>Null for anything that no assignment can be called.</summary>
    public static AssignmentId? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 5 || !IsWord(parts[0]) || !Ids.IsId(parts[1]) || !IsWord(parts[2])) return null;
        if (!int.TryParse(parts[3], out var round) || !int.TryParse(parts[4], out var number)) return null;
        var id = new AssignmentId(new Ask(parts[0], parts[1], parts[2], round), number);
        // One spelling only: "01" would name the same assignment by another text.
        return Of(id.Ask, id.Number) == text ? id : null;
    }

    internal static bool IsWord(string text) => text.Length is > 0 and <= MaxWord && text.All(char.IsAsciiLetterOrDigit);
}
