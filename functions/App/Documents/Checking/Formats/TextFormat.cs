using System.Text;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>Text in UTF-8, with or without its mark, or in GB18030, without characters that no text has.</summary>
internal abstract class TextFormat : FileFormat
{
    private const int Block = 64 * 1024;

    /// <summary>Bytes below a blank are the same in both encodings, and no part of a longer character.</summary>
    private static readonly System.Buffers.SearchValues<byte> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Select(each => (byte)each).Except([(byte)'\t', (byte)'\n', (byte)'\f', (byte)'\r'])]);

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var (encoding, mark) = await FindAsync(file, cancellation);
        if (file.Length == mark) throw new RejectedException(Rejections.Empty);
        file.Position = mark;
        await CheckTextAsync(file, encoding, cancellation);
    }

    /// <summary>Passes where the text is what its extension says.</summary>
    /// <param name="file">At the start of its text.</param>
    /// <exception cref="RejectedException">What is wrong with it.</exception>
    protected virtual Task CheckTextAsync(Stream file, Encoding encoding, CancellationToken cancellation) => Task.CompletedTask;

    private async Task<(Encoding Encoding, int Mark)> FindAsync(Stream file, CancellationToken cancellation)
    {
        var (utf8, chinese) = (new Candidate(TextEncoding.Utf8), new Candidate(TextEncoding.Chinese));
        var (buffer, mark, isFirst) = (new byte[Block], 0, true);
        for (var read = Block; read == Block; isFirst = false)
        {
            read = await file.ReadAtLeastAsync(buffer, Block, throwOnEndOfStream: false, cancellation);
            if (isFirst) mark = MarkOf(buffer.AsSpan(0, read));
            if (buffer.AsSpan(0, read).ContainsAny(Controls)) throw new RejectedException(Rejections.NotA(Format));
            utf8.Take(buffer.AsSpan(0, read), isLast: read < Block);
            chinese.Take(buffer.AsSpan(0, read), isLast: read < Block);
        }

        if (utf8.Fits) return (TextEncoding.Utf8, mark);
        return mark == 0 && chinese.Fits ? (TextEncoding.Chinese, 0) : throw new RejectedException(Rejections.TextEncoding);
    }

    private int MarkOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new RejectedException(Rejections.TextEncoding);
        }

        var mark = start.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        // A PDF may be of printable characters alone.
        return start[mark..].StartsWith("%PDF-"u8) ? throw new RejectedException(Rejections.NotA(Format)) : mark;
    }

    /// <summary>Whether all that was taken is text of the encoding.</summary>
    private sealed class Candidate(Encoding encoding)
    {
        private readonly Decoder decoder = encoding.GetDecoder();
        private readonly char[] characters = new char[encoding.GetMaxCharCount(Block)];

        public bool Fits { get; private set; } = true;

        public void Take(ReadOnlySpan<byte> bytes, bool isLast)
        {
            if (!Fits) return;
            try
            {
                decoder.GetChars(bytes, characters, flush: isLast);
            }
            catch (DecoderFallbackException)
            {
                Fits = false;
            }
        }
    }
}
