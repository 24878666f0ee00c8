using System.Text;
using CsvHelper;

namespace FunctionsApp.Platform.Sheets;

/// <summary>The records of a CSV file (RFC 4180) in UTF-8, with or without its mark, or in GB18030.</summary>
internal sealed class CsvRows : SheetRows
{
    private static readonly CsvReaderOptions Rules = CsvReaderOptions.Default with
    {
        HasHeader = false, SkipEmptyLines = false, MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow, MaxRecordSize = 2 * 1024 * 1024,
    };

    private readonly CsvReader csv;

    // The texts of a row behind each other: a row makes no strings.
    private char[] characters = new char[512];
    private int[] ends = new int[16];
    private int width;
    private int number;
    private bool hasFormula;

    /// <exception cref="SheetException">Neither encoding, or both; or more rows than may be.</exception>
    public CsvRows(Stream file, int most)
        : base(most)
    {
        RequireFew(file, most);
        var (encoding, mark) = TextEncoding.Find(file);
        file.Position = mark;
        csv = CsvReader.Create(file, Rules with { Encoding = encoding }, leaveOpen: true);
    }

    public override int Number => number;

    public override int? Width => width;

    public override int Places => width;

    public override ReadOnlySpan<char> Text(int place)
    {
        if (place >= width) return [];
        var start = place == 0 ? 0 : ends[place - 1];
        return characters.AsSpan(start, ends[place] - start);
    }

    public override bool IsFormula(int place) => false;

    public override bool HasFormula => hasFormula;

    /// <remarks>Two mebibytes of separators are cells by the million: empty ones are not kept.</remarks>
    public override SheetRow ToRow()
    {
        var cells = new Dictionary<int, SheetCell>();
        for (var place = 0; place < width; place++)
        {
            if (Text(place) is { IsEmpty: false } text) cells[place] = new SheetCell(text.ToString());
        }

        return new SheetRow(number, cells, width);
    }

    public override void Dispose() => csv.Dispose();

    /// <exception cref="SheetException">Quotes that do not match.</exception>
    protected override bool Next()
    {
        number++;
        try
        {
            if (!csv.Read()) return false;
        }
        catch (CsvFormatException)
        {
            throw new SheetException(new LocalizedText("引号不成对", "its quotes do not match"), number);
        }

        Take();
        return true;
    }

    protected override bool IsBlank() => characters.AsSpan(0, width == 0 ? 0 : ends[width - 1]).IsWhiteSpace();

    private void Take()
    {
        width = csv.FieldCount;
        if (ends.Length < width) ends = new int[Math.Max(width, 2 * ends.Length)];
        hasFormula = false;
        var end = 0;
        for (var place = 0; place < width; place++)
        {
            var bytes = csv.GetSpan(place);
            if (characters.Length < end + bytes.Length) Array.Resize(ref characters, Math.Max(end + bytes.Length, 2 * characters.Length));
            end += Decode(bytes, characters.AsSpan(end));
            ends[place] = end;
            hasFormula |= bytes is [(byte)'=' or (byte)'@', ..];
        }
    }

    // Texts are short: calling the encoding takes longer than what it does.
    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> into)
    {
        into = into[..bytes.Length];
        for (var place = 0; place < bytes.Length; place++)
        {
            if (bytes[place] >= 0x80) return Encoding.UTF8.GetChars(bytes, into);
            into[place] = (char)bytes[place];
        }

        return bytes.Length;
    }

    // The encoding is found by all bytes of a file: one with far too many rows is refused before.
    private static void RequireFew(Stream file, int most)
    {
        if (file.Length <= 2L * most) return;
        file.Position = 0;
        using var csv = CsvReader.Create(file, Rules with { Encoding = Encoding.Latin1 }, leaveOpen: true);
        try
        {
            for (var rows = 0; csv.Read();)
            {
                if (HasText(csv) && ++rows > most + 1) throw TooMany(most);
            }
        }
        catch (CsvFormatException)
        {
            // The reading by the right encoding names its row.
        }
    }

    /// <summary>Whether the row is not blank in any encoding.</summary>
    private static bool HasText(CsvReader csv)
    {
        for (var place = 0; place < csv.FieldCount; place++)
        {
            if (csv.GetSpan(place).ContainsAnyInRange((byte)'!', (byte)'~')) return true;
        }

        return false;
    }
}
