namespace Benchmarks;

/// <summary>Made-up Chinese texts of one subject: two-character words, drawn as people use them, a few often and most rarely.</summary>
internal static class SampleTexts
{
    private const int Count = 600;

    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 4000).Select(Word)];

    public static string[] Words(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(_ => Draw(random))];
    }

    /// <summary>The same text, each word exchanged with a probability.</summary>
    public static string[] Rewritten(string[] words, double changed, int seed)
    {
        var random = new Random(seed);
        return [.. words.Select(word => random.NextDouble() < changed ? Draw(random) : word)];
    }

    // Rank r is drawn about as often as 1/r says (Zipf).
    private static string Draw(Random random) => Vocabulary[(int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary.Length)) - 1];

    private static string Word(int rank) => $"{(char)(0x4E00 + ((rank * 7919) % 3500))}{(char)(0x4E00 + ((rank * 104_729) % 3500))}";
}
