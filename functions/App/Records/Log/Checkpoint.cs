using System.Globalization;

namespace FunctionsApp.Records.Log;

/// <summary>What the log was at a moment. Source: C2SP tlog-checkpoint.</summary>
/// <param name="Origin">Name of the log.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">Over all entries.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\n";

    /// <exception cref="FormatException">It is none.</exception>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length == 4 && lines[0].Length > 0 && lines[3].Length == 0
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            var checkpoint = new Checkpoint(lines[0], size, Convert.FromBase64String(lines[2]));
            if (checkpoint.Root.Length == MerkleTree.HashBytes && checkpoint.Text == text) return checkpoint;
        }

        throw new FormatException("A checkpoint has three lines: origin, size, root.");
    }
}
