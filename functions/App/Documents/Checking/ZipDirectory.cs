using System.Buffers.Binary;
using System.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>The central directory of a ZIP file, read so that no reader can find another list of entries in it.</summary>
/// <remarks>
/// Source: APPNOTE 4.3. Readers differ in what they do with counts that do not match, a second end record, ZIP64 values beside plain ones,
/// and names that occur twice or end early; a file that depends on it can show each reader other content, and is refused.
/// </remarks>
internal static class ZipDirectory
{
    /// <summary>Larger than any office document needs.</summary>
    private const int MaxDirectoryBytes = 4 * 1024 * 1024;

    private const int HeaderBytes = 46;
    private const uint HeaderSignature = 0x02014b50;
    private const ushort Zip64 = 0x0001;
    private const ushort Utf8Name = 0x0800;

    /// <summary>Encrypted by password, by strong encryption, or with a masked directory.</summary>
    private const ushort Encrypted = 0x0001 | 0x0040 | 0x2000;

    /// <summary>What the file holds; null when it is not a ZIP file.</summary>
    /// <param name="file">Seekable.</param>
    /// <param name="old">Of names that are not marked as UTF-8; null in packages, see <see cref="ZipName"/>.</param>
    /// <exception cref="RejectedException">It is one, and cannot be read or is ambiguous.</exception>
    public static async Task<ZipContent?> ReadAsync(Stream file, CancellationToken cancellation, Encoding? old = null)
    {
        if (!await ZipEnd.StartsWithEntryAsync(file, cancellation)) return null;
        var end = await ZipEnd.ReadAsync(file, mayBePadded: old is not null, cancellation);
        // The directory ends where its end record begins: nothing is left out, nothing stands between.
        if (end.Size > MaxDirectoryBytes) throw new RejectedException(Rejections.UnpacksTooLarge);
        if (end.Offset + end.Size != end.At) throw new RejectedException(Rejections.Inconsistent);

        var directory = new byte[end.Size];
        file.Position = end.Offset;
        await file.ReadExactlyAsync(directory, cancellation);
        var entries = Parse(directory, end.Count, old);
        entries.Sort((one, other) => one.HeaderAt.CompareTo(other.HeaderAt));
        // What begins the file is in the directory too.
        if (entries is not [{ HeaderAt: 0 }, ..]) throw Inconsistent();
        return new ZipContent(file, entries, end.Offset);
    }

    private static List<ZipEntry> Parse(ReadOnlySpan<byte> directory, long count, Encoding? old)
    {
        var entries = new List<ZipEntry>();
        // Names of parts are the same in any case (OPC, 6.2.2.3).
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (directory.Length > 0)
        {
            if (directory.Length < HeaderBytes || U32(directory) != HeaderSignature) throw Inconsistent();
            var (name, extra) = (U16(directory[28..]), U16(directory[30..]));
            var length = HeaderBytes + name + extra + U16(directory[32..]);
            if (directory.Length < length) throw Inconsistent();
            var entry = Entry(directory[..length], directory.Slice(HeaderBytes, name), directory.Slice(HeaderBytes + name, extra),
                old);
            if (!names.Add(entry.Name) || (entry.OtherName is { } other && !names.Add(other))) throw Inconsistent();
            entries.Add(entry);
            directory = directory[length..];
        }

        return entries.Count == count ? entries : throw Inconsistent();
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, Encoding? old)
    {
        var (flags, method, disk) = (U16(header[8..]), U16(header[10..]), U16(header[34..]));
        if ((flags & Encrypted) != 0) throw new RejectedException(Rejections.Password);
        if (disk != 0 || method is not (ZipEntry.Stored or ZipEntry.Deflated)) throw Inconsistent();
        long packed = U32(header[20..]), unpacked = U32(header[24..]), at = U32(header[42..]);
        Widen(extra, ref unpacked, ref packed, ref at);
        var path = ZipName.PathOf(extra);
        var (shown, other) = ZipName.Read(name, path, (flags & Utf8Name) != 0, old);
        return new ZipEntry(shown, name.ToArray(), flags, method, U32(header[16..]), packed, unpacked, at)
        {
            Attributes = U32(header[38..]),
            OtherName = other,
            UnicodePath = path.ToArray(),
        };
    }

    private static void Widen(ReadOnlySpan<byte> extra, ref long unpacked, ref long packed, ref long at)
    {
        while (extra.Length >= 4)
        {
            var (tag, length) = (U16(extra), U16(extra[2..]));
            if (extra.Length - 4 < length) throw Inconsistent();
            if (tag == Zip64)
            {
                var values = extra.Slice(4, length);
                Widen(ref unpacked, ref values);
                Widen(ref packed, ref values);
                Widen(ref at, ref values);
            }

            extra = extra[(4 + length)..];
        }

        if (uint.MaxValue == unpacked || uint.MaxValue == packed || uint.MaxValue == at) throw Inconsistent();
    }

    private static void Widen(ref long value, ref ReadOnlySpan<byte> values)
    {
        if (value != uint.MaxValue) return;
        if (values.Length < 8 || (value = BinaryPrimitives.ReadInt64LittleEndian(values)) < 0) throw Inconsistent();
        values = values[8..];
    }

    private static RejectedException Inconsistent() => new(Rejections.Inconsistent);

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
