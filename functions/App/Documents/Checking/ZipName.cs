using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.Documents.Checking;

/// <summary>The name of an entry of a ZIP file: its header's, or the Unicode path that some writers add to it.</summary>
/// <param name="Text">With slashes, without a leading one.</param>
/// <param name="Other">The header's where the Unicode path differs; null otherwise. Readers that do not know the path take it.</param>
/// <remarks>
/// Source: APPNOTE 4.6.9 and appendix D. A name that is not marked as UTF-8 is in the code page of the system that wrote it, or in UTF-8
/// all the same. No reading of such a name hides a dot or a slash: the extension is the same in each.
/// </remarks>
internal readonly record struct ZipName(string Text, string? Other = null)
{
    private const ushort PathTag = 0x7075;

    /// <summary>Version, and checksum of the header's name.</summary>
    private const int PathHead = 5;

    /// <summary>Every byte is a character in it.</summary>
    private static readonly Encoding Ibm437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    /// <param name="raw">In the header.</param>
    /// <param name="path">See <see cref="PathOf"/>.</param>
    /// <param name="old">
    /// Of names that are not marked as UTF-8; null in a package, whose names are ASCII: Latin-1, and no Unicode path.
    /// </param>
    /// <exception cref="RejectedException">Readers could take it for different names.</exception>
    public static ZipName Read(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> path, bool isUtf8, Encoding? old)
    {
        var name = isUtf8 ? Decode(TextEncoding.Utf8, raw)
            : old is null ? Encoding.Latin1.GetString(raw)
            : Decode(TextEncoding.Utf8, raw) ?? Decode(old, raw) ?? (path.IsEmpty ? null : Ibm437.GetString(raw));
        if (path.IsEmpty) return new ZipName(Sound(name));

        // A reader takes the path only where the checksum is right, or without looking at it.
        if (old is null || path.Length <= PathHead || path[0] != 1
            || BinaryPrimitives.ReadUInt32LittleEndian(path[1..]) != Crc32.HashToUInt32(raw)) throw Inconsistent();
        if (path[PathHead] is (byte)'/' or (byte)'\\') throw new RejectedException(Rejections.UnsafeName);
        var (shown, other) = (Sound(Decode(TextEncoding.Utf8, path[PathHead..])), Sound(name));
        if (shown == other) return new ZipName(shown);
        // By either name it is a file of the same kind.
        var isSameKind = Path.GetExtension(shown).Equals(Path.GetExtension(other), StringComparison.OrdinalIgnoreCase);
        return isSameKind && !isUtf8 ? new ZipName(shown, other) : throw Inconsistent();
    }

    /// <summary>The extra field of the Unicode path, without its tag and length; empty when there is none.</summary>
    /// <exception cref="RejectedException">There are two, of which readers take either, or it has nothing in it.</exception>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> found = [];
        while (extra.Length >= 4 && U16(extra[2..]) is var length && extra.Length - 4 >= length)
        {
            if (U16(extra) == PathTag) found = found.IsEmpty && length > 0 ? extra.Slice(4, length) : throw Inconsistent();
            extra = extra[(4 + length)..];
        }

        return found;
    }

    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> raw)
    {
        try
        {
            return encoding.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Sound(string? decoded)
    {
        var name = decoded?.Replace('\\', '/').TrimStart('/') ?? throw Inconsistent();
        // At a NUL some readers end the name.
        return name.Length > 0 && !name.Any(char.IsControl) && !name.Split('/').Any(segment => segment is "." or "..")
            ? name : throw Inconsistent();
    }

    private static RejectedException Inconsistent() => new(Rejections.Inconsistent);

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
