using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>What one person typed and another saved meanwhile, brought together field by field; nothing of either is lost.</summary>
/// <param name="Values">What the page shows next: the own changes, and the other's wherever there is no own one.</param>
/// <param name="Theirs">Keys of the fields that the other changed.</param>
/// <param name="Both">Keys of those that both changed, and differently: the page shows both answers.</param>
internal sealed record FormMerge(JsonObject Values, IReadOnlyList<string> Theirs, IReadOnlyList<string> Both)
{
    /// <summary>Hexadecimal digits that tell two answers of one field apart.</summary>
    private const int Digits = 16;

    /// <summary>What a page was made from: each field with a digest of its answer.</summary>
    public static string Base(IReadOnlyList<string> open, Answers stored) =>
        string.Join(',', open.Select(key => $"{key}:{Digest(stored[key])}"));

    /// <param name="open">Keys of the fields that the page let the person change.</param>
    /// <param name="from">From <see cref="Base"/>; a field without an entry counts as changed by this person.</param>
    /// <param name="typed">All answers, those of the open fields as they were typed.</param>
    /// <param name="checkedTyped">The same, checked.</param>
    /// <param name="stored">As they are now.</param>
    public static FormMerge Of(IReadOnlyList<string> open, string? from, JsonObject typed, CheckedForm checkedTyped, Answers stored)
    {
        var before = Read(from);
        var wrong = checkedTyped.Faults.Where(fault => !fault.Incomplete).Select(fault => fault.Field).ToHashSet();
        var values = typed.DeepClone().AsObject();
        var (theirs, both) = (new List<string>(), new List<string>());
        foreach (var key in open)
        {
            var (mine, other) = (Digest(checkedTyped.Answers[key]), Digest(stored[key]));
            var known = before.TryGetValue(key, out var digest);
            // What is no answer at all, such as a word for a number, was typed all the same.
            var isMine = !known || wrong.Contains(key) || mine != digest;
            if (!known || other != digest) theirs.Add(key);
            if (!isMine) values[key] = stored[key] is { } answer ? JsonNode.Parse(answer.GetRawText()) : null;
            else if (theirs.Contains(key) && (mine != other || wrong.Contains(key))) both.Add(key);
        }

        return new FormMerge(values, theirs, both);
    }

    private static Dictionary<string, string> Read(string? from)
    {
        var before = new Dictionary<string, string>();
        foreach (var pair in (from ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split(':') is [var key, var digest]) before[key] = digest;
        }

        return before;
    }

    private static string Digest(JsonElement? answer) => answer is { } given ? AppJson.Digest(given)[..Digits] : "";
}
