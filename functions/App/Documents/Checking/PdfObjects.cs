namespace FunctionsApp.Documents.Checking;

/// <summary>What is found in the objects of a PDF, whether they are in the file itself or in a stream of objects.</summary>
internal sealed class PdfObjects
{
    /// <summary>Files that are attached: more are not looked at.</summary>
    public const int MaxFiles = 1000;

    /// <summary>Names that decide; letters of a name may be written as numbers, which no program does.</summary>
    private static readonly string[] Words = ["EF", "EmbeddedFile", "Launch", "ObjStm", "Encrypt"];

    /// <summary>Keys of the dictionary that holds an attached file, for one system or all.</summary>
    private static readonly string[] Systems = ["F", "UF", "DOS", "Mac", "Unix"];

    private int looks;

    public bool HasPage { get; private set; }

    /// <summary>It has an action that opens a file or a program with the system's means.</summary>
    public bool StartsProgram { get; private set; }

    /// <summary>One of the names that decide is written so that a search misses it.</summary>
    public bool HidesWord { get; private set; }

    /// <summary>Streams of attached files, whatever their dictionaries say of them.</summary>
    public HashSet<PdfReference> Files { get; } = [];

    /// <summary>Dictionaries with the streams of attached files.</summary>
    public HashSet<PdfReference> Groups { get; } = [];

    public bool HasManyFiles => looks >= MaxFiles;

    /// <summary>See <see cref="PdfWindow.Look"/>.</summary>
    public void Look(ReadOnlySpan<byte> window, int from, int to)
    {
        for (var at = from; !HasPage && PdfScan.Next(window, at, to, "/Page"u8) is >= 0 and var found; at = found + 1)
        {
            HasPage = IsValue(window, found, "/Page"u8, "/Type"u8);
        }

        for (var at = from; !StartsProgram && PdfScan.Next(window, at, to, "/Launch"u8) is >= 0 and var found; at = found + 1)
        {
            StartsProgram = IsValue(window, found, "/Launch"u8, "/S"u8);
        }

        for (var at = from; !HasManyFiles && PdfScan.Next(window, at, to, "/EF"u8) is >= 0 and var found; at = found + 1)
        {
            if (PdfScan.EndsName(window, found + "/EF".Length)) LookAtFiles(PdfScan.Near(window, found + "/EF".Length));
        }

        for (var at = from; !HidesWord && PdfScan.Next(window, at, to, "#"u8) is >= 0 and var found; at = found + 1)
        {
            HidesWord = IsWord(window, found);
        }
    }

    /// <summary>Takes the attached files of a dictionary of them.</summary>
    public void Add(PdfDictionary files)
    {
        foreach (var system in Systems)
        {
            if (files.Reference(system) is { } file) Files.Add(file);
        }
    }

    private void LookAtFiles(ReadOnlySpan<byte> text)
    {
        var value = text.TrimStart(PdfScan.Space);
        if (value.IsEmpty || !(value[0] == '<' || char.IsAsciiDigit((char)value[0]))) return;
        looks++;
        if (!new PdfReader(value).TryRead(out var read)) return;
        if (read is PdfDictionary files) Add(files);
        else if (read is PdfReference group) Groups.Add(group);
    }

    private static bool IsValue(ReadOnlySpan<byte> window, int at, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key) =>
        PdfScan.EndsName(window, at + name.Length) && window[..at].TrimEnd(PdfScan.Space).EndsWith(key);

    /// <summary>Whether the number sign is in one of the names that decide.</summary>
    private static bool IsWord(ReadOnlySpan<byte> window, int at)
    {
        const int longest = 3 * 13;
        var before = window[Math.Max(0, at - longest)..at];
        var begin = before.LastIndexOf((byte)'/');
        if (begin < 0 || before[(begin + 1)..].ContainsAny(PdfScan.NameEnds)) return false;
        var rest = window[(at - before.Length + begin + 1)..];
        var end = rest[..Math.Min(rest.Length, longest)].IndexOfAny(PdfScan.NameEnds);
        return Words.Contains(PdfReader.Unescape(end < 0 ? [] : rest[..end]));
    }
}
