using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FunctionsApp.Duplicates;

/// <summary>A word as it is compared.</summary>
/// <param name="Start">Of its first character in the text.</param>
/// <param name="Hash">The same for the same word, in all processes.</param>
public readonly record struct Word(int Start, int Length, ulong Hash)
{
    public int End => Start + Length;
}

/// <summary>
/// Divides a text into words: runs of letters and digits, and each character of a script without spaces, Chinese above all. Case, width and
/// everything between the words do not count.
/// </summary>
public static class Words
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        var (start, hash) = (-1, Basis);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var alone = category == UnicodeCategory.OtherLetter;
            var joins = !alone && (category <= UnicodeCategory.ModifierLetter || category == UnicodeCategory.DecimalDigitNumber);
            if (start >= 0 && !joins)
            {
                words.Add(new Word(start, at - start, hash));
                (start, hash) = (-1, Basis);
            }

            if (alone) words.Add(new Word(at, rune.Utf16SequenceLength, Mix(Basis, rune)));
            if (joins)
            {
                if (start < 0) start = at;
                hash = Mix(hash, rune);
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0) words.Add(new Word(start, at - start, hash));
        return words;
    }

    /// <summary>The hash of each run of words; empty where the text has fewer.</summary>
    /// <param name="length">Words in a run.</param>
    public static ulong[] Runs(IReadOnlyList<Word> words, int length)
    {
        var runs = new ulong[Math.Max(0, words.Count - length + 1)];
        for (var i = 0; i < runs.Length; i++)
        {
            var hash = Basis;
            for (var k = 0; k < length; k++) hash = Spread(hash ^ words[i + k].Hash);
            runs[i] = hash;
        }

        return runs;
    }

    // FNV-1a over code points; full-width forms count as the half-width ones.
    private static ulong Mix(ulong hash, Rune rune)
    {
        var value = (uint)Rune.ToLowerInvariant(rune).Value;
        if (value is >= 0xFF01 and <= 0xFF5E) value = (uint)Rune.ToLowerInvariant(new Rune(value - 0xFEE0)).Value;
        foreach (var part in MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in value))) hash = (hash ^ part) * Prime;
        return hash;
    }

    /// <summary>Spreads each bit over all others: the last step of SplitMix64.</summary>
    internal static ulong Spread(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
