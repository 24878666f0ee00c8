using System.Globalization;
using System.Text;

namespace FunctionsApp.Records.Log;

/// <summary>That an entry is in the log. Source: C2SP tlog-proof.</summary>
/// <param name="Entry">The canonical text of the entry: what its leaf is the hash of. Nothing proves that it is the reader's.</param>
/// <param name="Index">Of the entry, from 0.</param>
/// <param name="Path">See <see cref="InclusionPath"/>.</param>
/// <param name="Checkpoint">A signed note, as it was published.</param>
public sealed record InclusionProof(string Entry, long Index, IReadOnlyList<byte[]> Path, string Checkpoint)
{
    private const string First = "c2sp.org/tlog-proof@v1";

    public string Text =>
        $"{First}\nextra {Convert.ToBase64String(Encoding.UTF8.GetBytes(Entry))}\n"
        + $"index {Index.ToString(CultureInfo.InvariantCulture)}\n"
        + string.Concat(Path.Select(hash => $"{Convert.ToBase64String(hash)}\n")) + $"\n{Checkpoint}";

    /// <exception cref="FormatException">It is none.</exception>
    public static InclusionProof Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length >= 3 && lines[0] == First && lines[1].StartsWith("extra ", StringComparison.Ordinal)
            && lines[2].StartsWith("index ", StringComparison.Ordinal)
            && long.TryParse(lines[2][6..], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            var entry = Encoding.UTF8.GetString(Convert.FromBase64String(lines[1][6..]));
            var proof = new InclusionProof(entry, index, [.. lines.Skip(3).Select(Convert.FromBase64String)], text[(end + 2)..]);
            if (proof.Text == text && proof.Path.All(hash => hash.Length == MerkleTree.HashBytes)) return proof;
        }

        throw new FormatException("A proof begins with its kind, its entry and the index of that.");
    }

    /// <summary>Null when the proof holds; otherwise what does not fit.</summary>
    /// <param name="key">Of the log; null: the signature is not checked.</param>
    public ProofFault? Fault(NoteVerifier? key)
    {
        SignedNote note;
        Checkpoint checkpoint;
        try
        {
            note = SignedNote.Parse(Checkpoint);
            checkpoint = Log.Checkpoint.Parse(note.Text);
        }
        catch (FormatException)
        {
            return ProofFault.Malformed;
        }

        if (key is not null && (checkpoint.Origin != key.Name || !key.Verifies(note))) return ProofFault.Signature;
        var root = MerkleTree.RootOf(MerkleTree.Leaf(Encoding.UTF8.GetBytes(Entry)), Index, checkpoint.Size, Path);
        return root.AsSpan().SequenceEqual(checkpoint.Root) ? null : ProofFault.Root;
    }
}

/// <summary>Why a proof does not hold.</summary>
public enum ProofFault
{
    /// <summary>The checkpoint cannot be read.</summary>
    Malformed,

    /// <summary>The key did not sign the checkpoint.</summary>
    Signature,

    /// <summary>The hashes do not lead to the root.</summary>
    Root,
}
