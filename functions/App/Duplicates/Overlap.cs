namespace FunctionsApp.Duplicates;

/// <summary>A passage of a text that is, but for single words, also in another.</summary>
/// <param name="Text">Of the text that is compared.</param>
/// <param name="Other">Of the other text.</param>
/// <param name="Words">Words in it that both have.</param>
public sealed record Passage(string Text, string Other, int Words);

/// <summary>How much of a text is also in another.</summary>
/// <param name="Share">Runs of words that the other has too, by all runs of the text, 0 to 1.</param>
/// <param name="Passages">The longest first, at most <see cref="Most"/>.</param>
public sealed record Overlap(double Share, IReadOnlyList<Passage> Passages)
{
    public const int Most = 20;

    /// <summary>Words between two shared runs that do not end a passage: single words were exchanged.</summary>
    private const int Gap = 6;

    /// <summary>Places of one run that are tried: phrases that come again and again are no passages.</summary>
    private const int MostPlaces = 50;

    /// <summary>A passage has at least this many shared words.</summary>
    private const int LeastWords = 8;

    public static double ShareOf(string text, string other) => ShareOf(Signature.RunsOf(text), other);

    /// <param name="runs">Of the text, see <see cref="Signature.RunsOf"/>.</param>
    public static double ShareOf(IReadOnlyCollection<ulong> runs, string other)
    {
        var others = Signature.RunsOf(other).ToHashSet();
        return runs.Count == 0 ? 0 : runs.Count(others.Contains) / (double)runs.Count;
    }

    public static Overlap Of(string text, string other)
    {
        var (words, otherWords) = (Words.Of(text), Words.Of(other));
        var runs = Words.Runs(words, Signature.Run);
        var places = Words.Runs(otherWords, Signature.Run).Index().ToLookup(each => each.Item, each => each.Index);

        var passages = new List<Passage>();
        var shared = 0;
        Stretch? open = null;
        for (var i = 0; i < runs.Length; i++)
        {
            if (!places.Contains(runs[i])) continue;
            shared++;
            var next = open is null ? [] : places[runs[i]].Take(MostPlaces).Where(place => open.Continues(i, place, Gap)).ToList();
            if (next.Count > 0)
            {
                open!.Add(i, next.Min());
                continue;
            }

            Keep(open);
            open = new Stretch(i, places[runs[i]].First());
        }

        Keep(open);
        return new Overlap(
            runs.Length == 0 ? 0 : shared / (double)runs.Length, [.. passages.OrderByDescending(each => each.Words).Take(Most)]);

        void Keep(Stretch? stretch)
        {
            if (stretch is null || stretch.Words < LeastWords) return;
            passages.Add(new Passage(Between(text, words, stretch.First, stretch.Last),
                Between(other, otherWords, stretch.OtherFirst, stretch.OtherLast), stretch.Words));
        }
    }

    private static string Between(string text, IReadOnlyList<Word> words, int first, int last) =>
        text[words[first].Start..words[last].End];

    /// <summary>A passage that grows; places are of words.</summary>
    private sealed class Stretch(int first, int otherFirst)
    {
        public int First { get; } = first;

        public int Last { get; private set; } = first + Signature.Run - 1;

        public int OtherFirst { get; } = otherFirst;

        public int OtherLast { get; private set; } = otherFirst + Signature.Run - 1;

        public int Words { get; private set; } = Signature.Run;

        /// <summary>Near in both texts, in the same order.</summary>
        public bool Continues(int place, int otherPlace, int gap) =>
            place - Last <= gap && otherPlace - OtherLast <= gap && otherPlace + Signature.Run - 1 > OtherLast;

        public void Add(int place, int otherPlace)
        {
            Words += Math.Min(Signature.Run, place + Signature.Run - 1 - Last);
            Last = place + Signature.Run - 1;
            OtherLast = otherPlace + Signature.Run - 1;
        }
    }
}
