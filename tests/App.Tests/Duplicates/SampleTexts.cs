using System.Text;

namespace App.Tests.Duplicates;

/// <summary>Made-up texts of one subject: words are drawn as people use them, a few often and most rarely.</summary>
internal static class SampleTexts
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 4000).Select(Word)];

    /// <summary>A text in two-character Chinese words.</summary>
    public static IReadOnlyList<string> Words(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    /// <summary>The same text, each word exchanged with a probability.</summary>
    public static IReadOnlyList<string> Rewritten(IReadOnlyList<string> words, double changed, int seed)
    {
        var random = new Random(seed);
        return [.. words.Select(word => random.NextDouble() < changed ? Draw(random) : word)];
    }

    public static string Text(IReadOnlyList<string> words) => new StringBuilder().AppendJoin("", words).ToString();

    // Rank r is drawn about as often as 1/r says (Zipf).
    private static string Draw(Random random) => Vocabulary[(int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary.Length)) - 1];

    private static string Word(int rank) => $"{(char)(0x4E00 + ((rank * 7919) % 3500))}{(char)(0x4E00 + ((rank * 104_729) % 3500))}";
}
