using System.Buffers;
using System.Text;

namespace FunctionsApp.Platform.Sheets;

/// <summary>Finds the encoding of a text by all of its bytes, a block at a time.</summary>
internal static class TextEncoding
{
    private const int Block = 64 * 1024;

    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The encoding, and the length of the mark before the text.</summary>
    /// <exception cref="SheetException">Neither UTF-8 nor GB18030, or lines of both.</exception>
    public static (Encoding Encoding, int Mark) Find(Stream file)
    {
        if (IsUtf8(file, out var mark)) return (Utf8, mark);
        var lines = LinesOf(file);
        if (lines.HasMark || lines.HasUtf8)
        {
            throw new SheetException("文件混用了两种编码；请统一另存为 UTF-8", "The file mixes two encodings; save all of it as UTF-8");
        }

        return Decodes(file, Chinese) ? (Chinese, 0)
            : throw new SheetException("文件编码既不是 UTF-8，也不是 GB18030", "The file is neither in UTF-8 nor in GB18030");
    }

    private static bool IsUtf8(Stream file, out int mark)
    {
        file.Position = 0;
        mark = 0;
        var (buffer, kept) = (ArrayPool<byte>.Shared.Rent(Block), 0);
        try
        {
            var isFirst = true;
            while (file.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false) is > 0 and var read)
            {
                var bytes = buffer.AsSpan(0, kept + read);
                if (isFirst && bytes.StartsWith(Encoding.UTF8.Preamble)) mark = Encoding.UTF8.Preamble.Length;
                isFirst = false;
                kept = Cut(bytes);
                if (!System.Text.Unicode.Utf8.IsValid(bytes[..^kept])) return false;
                bytes[^kept..].CopyTo(buffer);
            }

            return kept == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Bytes at the end that the next block continues: the start of a character.</summary>
    private static int Cut(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            if (bytes[^back] < 0xC0) continue;
            return Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData ? back : 0;
        }

        return 0;
    }

    /// <summary>Whether a text has a mark, and lines of UTF-8; one of ASCII alone is of no kind.</summary>
    private static (bool HasMark, bool HasUtf8) LinesOf(Stream file)
    {
        file.Position = 0;
        var (buffer, line, first) = (new byte[Block], new Utf8Line(), true);
        var (hasMark, hasUtf8) = (false, false);
        while (file.ReadAtLeast(buffer, Block, throwOnEndOfStream: false) is > 0 and var read)
        {
            if (first) hasMark = buffer.AsSpan(0, read).StartsWith(Encoding.UTF8.Preamble);
            first = false;
            foreach (var each in buffer.AsSpan(0, read))
            {
                line.Add(each);
                if (each == (byte)'\n') End();
            }
        }

        End();
        return (hasMark, hasUtf8);

        void End()
        {
            hasUtf8 |= line.IsUtf8;
            line = new Utf8Line();
        }
    }

    private static bool Decodes(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var (bytes, characters, decoder) = (new byte[Block], new char[encoding.GetMaxCharCount(Block)], encoding.GetDecoder());
        try
        {
            while (file.ReadAtLeast(bytes, Block, throwOnEndOfStream: false) is > 0 and var read)
            {
                decoder.GetChars(bytes, 0, read, characters, 0, flush: false);
            }

            decoder.GetChars(bytes, 0, 0, characters, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>One line, byte after byte.</summary>
    private struct Utf8Line
    {
        // A character of GB18030 can look like one of UTF-8 by chance; two in a row hardly.
        private const int Sure = 2;

        private int left;
        private int three;
        private int run;
        private byte least;
        private byte most;
        private bool isSure;

        /// <summary>Whether it is no UTF-8.</summary>
        public bool IsOther { readonly get => isOther || left > 0; private set => isOther = value; }

        /// <summary>Whether it is UTF-8 and nothing else, beyond chance.</summary>
        public readonly bool IsUtf8 => isSure && !IsOther;

        private bool isOther;

        public void Add(byte each)
        {
            if (left > 0)
            {
                if (each < least || each > most) (isOther, left) = (true, 0);
                else if (--left == 0 && three == 3) isSure |= ++run >= Sure;
                (least, most) = (0x80, 0xBF);
                return;
            }

            (three, least, most) = (0, 0x80, 0xBF);
            switch (each)
            {
                case < 0x80: run = 0; break;
                case >= 0xC2 and <= 0xDF: (left, run) = (1, 0); break;
                case 0xE0: (left, three, least) = (2, 3, 0xA0); break;
                case 0xED: (left, three, most) = (2, 3, 0x9F); break;
                case >= 0xE1 and <= 0xEF: (left, three) = (2, 3); break;
                case 0xF0: (left, least, run) = (3, 0x90, 0); break;
                case 0xF4: (left, most, run) = (3, 0x8F, 0); break;
                case >= 0xF1 and <= 0xF3: (left, run) = (3, 0); break;
                default: isOther = true; break;
            }
        }
    }
}
