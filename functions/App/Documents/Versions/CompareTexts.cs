using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace FunctionsApp.Documents.Versions;

public enum ChangeKind
{
    Same,
    Removed,
    Added,

    /// <summary>Lines that both have, left out.</summary>
    Gap,
}

/// <summary>A part of a line.</summary>
/// <param name="IsChanged">The line beside it does not have it.</param>
public sealed record LinePart(string Text, bool IsChanged);

/// <summary>A line of one text or of both.</summary>
/// <param name="Parts">In order; none of a gap.</param>
/// <param name="Count">Of a gap: how many lines it leaves out; otherwise 1.</param>
public sealed record ComparedLine(ChangeKind Kind, IReadOnlyList<LinePart> Parts, int Count = 1)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));
}

/// <summary>How two texts differ.</summary>
/// <param name="IsCut">Lines behind the first <see cref="CompareTexts.MaxLines"/> of a text were not compared.</param>
public sealed record Comparison(IReadOnlyList<ComparedLine> Lines, int Added, int Removed, bool IsCut)
{
    public bool IsSame => Added + Removed == 0 && !IsCut;
}

/// <summary>Compares two texts line by line, and changed lines character by character.</summary>
public static class CompareTexts
{
    /// <summary>Of each text: the work grows with lines times differences.</summary>
    public const int MaxLines = 4000;

    /// <summary>Lines around a change that both have.</summary>
    private const int Context = 2;

    /// <summary>Characters of a line up to which what changed in it is looked for.</summary>
    private const int MaxLine = 2000;

    /// <summary>Spaces at the ends of a line and empty lines count for nothing: layouts differ.</summary>
    public static Comparison Compare(string old, string next)
    {
        var (before, after) = (LinesOf(old), LinesOf(next));
        var isCut = before.Count > MaxLines || after.Count > MaxLines;
        if (isCut) (before, after) = ([.. before.Take(MaxLines)], [.. after.Take(MaxLines)]);
        var lines = All(before, after);
        return new Comparison(
            [.. WithGaps(lines)], lines.Count(line => line.Kind == ChangeKind.Added), lines.Count(line => line.Kind == ChangeKind.Removed),
            isCut);
    }

    /// <summary>Every line: those that are the same or removed are the old text, those that are the same or added the new one.</summary>
    internal static IReadOnlyList<ComparedLine> All(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var diff = Differ.Instance.CreateDiffs(
            string.Join('\n', before), string.Join('\n', after), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        // An empty text has one line without content.
        if (before.Count == 0 || after.Count == 0)
        {
            diff = new DiffResult([.. before], [.. after], [new DiffBlock(0, before.Count, 0, after.Count)]);
        }

        var (lines, at) = (new List<ComparedLine>(), 0);
        foreach (var block in diff.DiffBlocks)
        {
            lines.AddRange(before.Skip(at).Take(block.DeleteStartA - at).Select(Same));
            lines.AddRange(Changed(
                [.. before.Skip(block.DeleteStartA).Take(block.DeleteCountA)],
                [.. after.Skip(block.InsertStartB).Take(block.InsertCountB)]));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        lines.AddRange(before.Skip(at).Select(Same));
        return lines;
    }

    private static List<string> LinesOf(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static ComparedLine Same(string line) => new(ChangeKind.Same, [new LinePart(line, false)]);

    /// <summary>The first removed line is shown with what the first added one does not have, and so on.</summary>
    private static IEnumerable<ComparedLine> Changed(List<string> removed, List<string> added)
    {
        var pairs = removed.Zip(added, Pair).ToList();
        foreach (var (index, line) in removed.Index())
        {
            yield return new ComparedLine(ChangeKind.Removed, index < pairs.Count ? pairs[index].Old : [new LinePart(line, true)]);
        }

        foreach (var (index, line) in added.Index())
        {
            yield return new ComparedLine(ChangeKind.Added, index < pairs.Count ? pairs[index].New : [new LinePart(line, true)]);
        }
    }

    private static (IReadOnlyList<LinePart> Old, IReadOnlyList<LinePart> New) Pair(string old, string next)
    {
        if (old.Length > MaxLine || next.Length > MaxLine) return ([new LinePart(old, true)], [new LinePart(next, true)]);
        var diff = Differ.Instance.CreateDiffs(old, next, ignoreWhiteSpace: false, ignoreCase: false, RuneChunker.Instance);
        return (
            Parts(diff.PiecesOld, diff.DiffBlocks.Select(block => (block.DeleteStartA, block.DeleteCountA))),
            Parts(diff.PiecesNew, diff.DiffBlocks.Select(block => (block.InsertStartB, block.InsertCountB))));
    }

    private static IReadOnlyList<LinePart> Parts(IReadOnlyList<string> pieces, IEnumerable<(int Start, int Count)> changed)
    {
        var (parts, at) = (new List<LinePart>(), 0);
        foreach (var (start, count) in changed)
        {
            Add(at, start, isChanged: false);
            Add(start, start + count, isChanged: true);
            at = start + count;
        }

        Add(at, pieces.Count, isChanged: false);
        return parts;

        void Add(int from, int to, bool isChanged)
        {
            if (to > from) parts.Add(new LinePart(string.Concat(pieces.Skip(from).Take(to - from)), isChanged));
        }
    }

    /// <summary>Leaves out what both have and is not near a change.</summary>
    private static IEnumerable<ComparedLine> WithGaps(IReadOnlyList<ComparedLine> lines)
    {
        var near = new bool[lines.Count];
        foreach (var (index, line) in lines.Index())
        {
            if (line.Kind == ChangeKind.Same) continue;
            for (var i = Math.Max(0, index - Context); i <= Math.Min(lines.Count - 1, index + Context); i++) near[i] = true;
        }

        var left = 0;
        foreach (var (index, line) in lines.Index())
        {
            if (!near[index])
            {
                left++;
                continue;
            }

            if (left > 0) yield return new ComparedLine(ChangeKind.Gap, [], left);
            left = 0;
            yield return line;
        }

        if (left > 0) yield return new ComparedLine(ChangeKind.Gap, [], left);
    }

    /// <summary>Never half of a surrogate pair.</summary>
    private sealed class RuneChunker : IChunker
    {
        public static readonly RuneChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];
    }
}
