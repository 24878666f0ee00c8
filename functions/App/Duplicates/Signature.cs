using System.Numerics;

namespace FunctionsApp.Duplicates;

/// <summary>A text in 256 bytes: of each of 256 orders of its runs of words the least, eight bits of it.</summary>
/// <remarks>
/// Two signatures agree in a place with the probability of the texts' resemblance (runs in both by runs in either), or by chance, 1 in 256.
/// Source: Broder, On the resemblance and containment of documents, 1997; Li and König, b-Bit minwise hashing, 2010.
/// </remarks>
public static class Signature
{
    public const int Bytes = 256;

    /// <summary>Words in a run: with 30 % of the words changed a third of the runs is left, and texts of one subject share few.</summary>
    public const int Run = 3;

    /// <summary>Runs that a text must have to be compared: a shorter one resembles many by chance.</summary>
    public const int Least = 60;

    private static readonly ulong[] Orders = [.. Enumerable.Range(1, Bytes).Select(i => Words.Spread((ulong)i * 0x9E3779B97F4A7C15) | 1)];

    /// <summary>The runs of words by which texts are compared, in the order of the text.</summary>
    public static ulong[] RunsOf(string text) => Words.Runs(Words.Of(text), Run);

    /// <param name="runs">Of <see cref="RunsOf"/>; the same run may come twice.</param>
    public static byte[] Of(IEnumerable<ulong> runs)
    {
        var least = new ulong[Bytes];
        Array.Fill(least, ulong.MaxValue);
        foreach (var run in runs)
        {
            for (var i = 0; i < Bytes; i++)
            {
                // The product's upper bits depend on all bits of the run.
                var place = run * Orders[i];
                if (place < least[i]) least[i] = place;
            }
        }

        return [.. least.Select(place => (byte)(Words.Spread(place) >> 56))];
    }

    /// <summary>About how much the texts resemble each other, 0 to 1; ± 0.03 in two of three cases.</summary>
    public static double Resemblance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var equal = 0;
        for (var i = 0; i < Bytes; i += Vector<byte>.Count)
        {
            // Equal places are 255, that is -1.
            var agreed = Vector.Equals(new Vector<byte>(one[i..]), new Vector<byte>(other[i..]));
            equal += Vector.Sum(agreed & Vector<byte>.One);
        }

        return Math.Max(0, (equal / (double)Bytes - 1.0 / 256) / (1 - 1.0 / 256));
    }
}
