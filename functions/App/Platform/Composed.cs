using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace FunctionsApp.Platform;

/// <summary>Unicode's composed form (NFC): one spelling for what looks the same.</summary>
/// <remarks>
/// <c>string.Normalize</c> returns its argument unchanged under <c>InvariantGlobalization</c>, which the app needs to start without ICU.
/// </remarks>
internal static class Composed
{
    // Hangul is composed by arithmetic: Unicode 3.12.
    private const int FirstSyllable = 0xAC00, FirstLead = 0x1100, FirstVowel = 0x1161, FirstTail = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly Lazy<Tables> Data = new(Tables.Load);

    /// <param name="text">One with half pairs is returned as it is: no character of it is replaced.</param>
    public static string Of(string text)
    {
        // Below U+0300 everything is composed, and so are the common Chinese characters.
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u4DFF') && !text.AsSpan().ContainsAnyInRange('\uA000', '\uFFFF')) return text;
        var tables = Data.Value;
        var runes = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return text;
            Decompose(rune.Value, tables, runes);
            i += rune.Utf16SequenceLength - 1;
        }

        Order(runes, tables);
        Compose(runes, tables);
        var composed = new StringBuilder(text.Length);
        foreach (var rune in runes) composed.Append(new Rune(rune).ToString());
        return composed.ToString();
    }

    private static void Decompose(int rune, Tables tables, List<int> into)
    {
        if (rune is >= FirstSyllable and < FirstSyllable + Syllables)
        {
            var index = rune - FirstSyllable;
            into.Add(FirstLead + (index / (Vowels * Tails)));
            into.Add(FirstVowel + (index % (Vowels * Tails) / Tails));
            if (index % Tails != 0) into.Add(FirstTail + (index % Tails));
        }
        else if (tables.Parts.TryGetValue(rune, out var parts))
        {
            foreach (var part in parts) Decompose(part, tables, into);
        }
        else
        {
            into.Add(rune);
        }
    }

    /// <summary>Marks behind one letter by their class, equal ones as they came.</summary>
    private static void Order(List<int> runes, Tables tables)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            var end = start;
            while (end < runes.Count && tables.Class(runes[end]) > 0) end++;
            if (end - start < 2) continue;
            var marks = runes.GetRange(start, end - start).OrderBy(tables.Class).ToList();
            for (var i = 0; i < marks.Count; i++) runes[start + i] = marks[i];
            start = end;
        }
    }

    private static void Compose(List<int> runes, Tables tables)
    {
        var (letter, kept, last) = (-1, 0, 0);
        foreach (var rune in runes.ToArray())
        {
            var own = tables.Class(rune);
            // A mark joins its letter unless another of its class, or a letter, is between them.
            var reaches = letter >= 0 && (kept == letter + 1 || (last != 0 && last < own));
            if (reaches && Pair(runes[letter], rune, tables) is { } pair)
            {
                runes[letter] = pair;
                continue;
            }

            if (own == 0) letter = kept;
            last = own;
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        if (first is >= FirstLead and < FirstLead + Leads && second is >= FirstVowel and < FirstVowel + Vowels)
        {
            return FirstSyllable + ((((first - FirstLead) * Vowels) + second - FirstVowel) * Tails);
        }

        var isOpen = first is >= FirstSyllable and < FirstSyllable + Syllables && (first - FirstSyllable) % Tails == 0;
        if (isOpen && second is > FirstTail and < FirstTail + Tails) return first + second - FirstTail;
        return tables.Pairs.TryGetValue((first, second), out var pair) ? pair : null;
    }

    private sealed record Tables(
        FrozenDictionary<int, int[]> Parts, FrozenDictionary<(int, int), int> Pairs, FrozenDictionary<int, int> Classes)
    {
        public int Class(int rune) => Classes.GetValueOrDefault(rune);

        public static Tables Load()
        {
            var (parts, pairs, classes) = (new Dictionary<int, int[]>(), new Dictionary<(int, int), int>(), new Dictionary<int, int>());
            using var stream = typeof(Composed).Assembly.GetManifestResourceStream("platform/composition.txt")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                var words = line.Split(' ');
                if (words[0] == "class") foreach (var range in words[2..]) Mark(range, int.Parse(words[1], CultureInfo.InvariantCulture));
                if (words[0] is "pair" or "only") foreach (var word in words[1..]) Add(word, words[0] == "pair");
            }

            return new Tables(parts.ToFrozenDictionary(), pairs.ToFrozenDictionary(), classes.ToFrozenDictionary());

            void Mark(string range, int own)
            {
                var ends = range.Split('-');
                for (var rune = Hex(ends[0]); rune <= Hex(ends[^1]); rune++) classes[rune] = own;
            }

            void Add(string word, bool composes)
            {
                var (whole, made) = (word.Split('=')[0], word.Split('=')[1].Split('+').Select(Hex).ToArray());
                parts[Hex(whole)] = made;
                if (composes) pairs[(made[0], made[1])] = Hex(whole);
            }
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
