using System.Buffers.Text;
using System.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>Reads PDF objects from text, forgiving and bounded.</summary>
/// <remarks>Source: ISO 32000-2, 7.3.</remarks>
internal ref struct PdfReader(ReadOnlySpan<byte> text)
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> text = text;
    private int depth;

    public int Position { get; private set; }

    /// <summary>False where no object begins, or the text ends inside it.</summary>
    public bool TryRead(out object? value)
    {
        value = null;
        SkipSpace();
        if (Position >= text.Length || depth >= MaxDepth) return false;
        var rest = text[Position..];
        depth++;
        var read = rest[0] switch
        {
            (byte)'/' => ReadName(out value),
            (byte)'(' => ReadString(out value),
            (byte)'[' => ReadList(out value),
            (byte)'<' when rest.Length > 1 && rest[1] == '<' => ReadDictionary(out value),
            (byte)'<' => ReadHex(out value),
            _ => ReadNumberOrWord(out value),
        };
        depth--;
        return read;
    }

    private bool ReadDictionary(out object? value)
    {
        var values = new Dictionary<string, object?>();
        value = new PdfDictionary(values);
        Position += 2;
        while (true)
        {
            SkipSpace();
            if (text[Position..].StartsWith(">>"u8))
            {
                Position += 2;
                return true;
            }

            if (Position >= text.Length || text[Position] != '/' || !ReadName(out var key) || !TryRead(out var item)) return false;
            values[(string)key!] = item;
        }
    }

    private bool ReadList(out object? value)
    {
        var items = new List<object?>();
        value = items;
        Position++;
        while (true)
        {
            SkipSpace();
            if (Position >= text.Length) return false;
            if (text[Position] == ']')
            {
                Position++;
                return true;
            }

            if (!TryRead(out var item)) return false;
            items.Add(item);
        }
    }

    private bool ReadName(out object? value)
    {
        Position++;
        value = Encoding.Latin1.GetString(Word());
        return true;
    }

    /// <summary>A name of which letters may be written as numbers: "#45F" is "EF".</summary>
    public static string Unescape(ReadOnlySpan<byte> name)
    {
        var read = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var isNumber = name[at] == '#' && at + 2 < name.Length
                && char.IsAsciiHexDigit((char)name[at + 1]) && char.IsAsciiHexDigit((char)name[at + 2]);
            read.Append(isNumber ? (char)Convert.FromHexString(Encoding.Latin1.GetString(name.Slice(at + 1, 2)))[0] : (char)name[at]);
            if (isNumber) at += 2;
        }

        return read.ToString();
    }

    private bool ReadHex(out object? value)
    {
        value = null;
        var end = text[Position..].IndexOf((byte)'>');
        if (end < 0) return false;
        var digits = new List<char>();
        foreach (var digit in text.Slice(Position + 1, end - 1))
        {
            if (char.IsAsciiHexDigit((char)digit)) digits.Add((char)digit);
        }

        if (digits.Count % 2 == 1) digits.Add('0');
        value = Convert.FromHexString(digits.ToArray());
        Position += end + 1;
        return true;
    }

    private bool ReadString(out object? value)
    {
        var bytes = new List<byte>();
        value = null;
        for (var (open, at) = (0, Position); at < text.Length; at++)
        {
            var next = text[at];
            if (next == '\\' && at + 1 < text.Length)
            {
                at = ReadEscape(at + 1, bytes);
                continue;
            }

            if (next == '(' && open++ == 0) continue;
            if (next == ')' && --open == 0)
            {
                Position = at + 1;
                value = bytes.ToArray();
                return true;
            }

            bytes.Add(next);
        }

        return false;
    }

    private readonly int ReadEscape(int at, List<byte> bytes)
    {
        var next = text[at];
        if (next is >= (byte)'0' and <= (byte)'7')
        {
            var (code, end) = (0, Math.Min(at + 3, text.Length));
            for (; at < end && text[at] is >= (byte)'0' and <= (byte)'7'; at++) code = (code * 8) + (text[at] - '0');
            bytes.Add((byte)code);
            return at - 1;
        }

        // A line that is continued adds nothing.
        if (next is (byte)'\n') return at;
        if (next is (byte)'\r') return at + 1 < text.Length && text[at + 1] == '\n' ? at + 1 : at;
        var named = "nrtbf"u8.IndexOf(next);
        bytes.Add(named < 0 ? next : "\n\r\t\b\f"u8[named]);
        return at;
    }

    private bool ReadNumberOrWord(out object? value)
    {
        var word = Word();
        value = Encoding.Latin1.GetString(word) switch { "true" => true, "false" => false, _ => null };
        if (word.Length == 0) return false;
        if (!IsNumber(word, out var number)) return true;
        value = number;
        // "8 0 R" is a reference.
        var before = Position;
        SkipSpace();
        var generation = Word();
        SkipSpace();
        if (IsNumber(generation, out var second) && Word().SequenceEqual("R"u8)) value = new PdfReference(number, second);
        else Position = before;
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> word, out long number) =>
        Utf8Parser.TryParse(word, out number, out var used) && used == word.Length;

    // What is no delimiter and no white space.
    private ReadOnlySpan<byte> Word()
    {
        var rest = text[Position..];
        var end = rest.IndexOfAny(PdfScan.NameEnds);
        var word = end < 0 ? rest : rest[..end];
        Position += word.Length;
        return word;
    }

    private void SkipSpace()
    {
        while (Position < text.Length)
        {
            if (text[Position] == '%')
            {
                var line = text[Position..].IndexOfAny((byte)'\r', (byte)'\n');
                Position = line < 0 ? text.Length : Position + line;
            }
            else if (text[Position] is 0 or 9 or 10 or 12 or 13 or 32) Position++;
            else return;
        }
    }
}
