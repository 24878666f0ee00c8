using System.Buffers.Binary;

namespace FunctionsApp.Documents.Checking;

/// <summary>The record at the end of a ZIP file, which says where its directory is.</summary>
/// <param name="Count">Entries in the directory.</param>
/// <param name="Size">Bytes of the directory.</param>
/// <param name="Offset">Where the directory begins.</param>
/// <param name="At">Where the end records begin: the one of ZIP64, where there is one.</param>
internal readonly record struct ZipEnd(long Count, long Size, long Offset, long At)
{
    private const int Bytes = 22;
    private const int LocatorBytes = 20;
    private const int WideBytes = 56;
    private const uint Signature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint WideSignature = 0x06064b50;
    private const uint LocalSignature = 0x04034b50;

    /// <summary>It begins with an entry: something put before it would be run or shown by other programs.</summary>
    public static async Task<bool> StartsWithEntryAsync(Stream file, CancellationToken cancellation)
    {
        if (file.Length < 4) return false;
        return U32(await ReadAsync(file, 0, 4, cancellation)) == LocalSignature;
    }

    /// <summary>It ends as a ZIP file does: programs that unpack would find files in it, whatever it begins with.</summary>
    public static async Task<bool> EndsWithRecordAsync(Stream file, CancellationToken cancellation)
    {
        var length = (int)Math.Min(Bytes + ushort.MaxValue, file.Length);
        return Find(await ReadAsync(file, file.Length - length, length, cancellation), mayBePadded: true) >= 0;
    }

    /// <param name="mayBePadded">
    /// Zeros may follow: bsdtar fills up its last block where it writes to a pipe. Line ends may in any case, as web sites add them.
    /// </param>
    /// <exception cref="RejectedException">There is none: the file is cut off. Or two that differ.</exception>
    public static async Task<ZipEnd> ReadAsync(Stream file, bool mayBePadded, CancellationToken cancellation)
    {
        // The end record is last but for a comment of at most 65,535 bytes.
        var length = (int)Math.Min(Bytes + ushort.MaxValue, file.Length);
        var start = file.Length - length;
        var tail = await ReadAsync(file, start, length, cancellation);
        var at = Find(tail, mayBePadded);
        if (at < 0) throw new RejectedException(Rejections.Incomplete);
        // Readers that do not look at the comment's length would take another one.
        if (tail.AsSpan(at + 4).IndexOf((ReadOnlySpan<byte>)[0x50, 0x4B, 0x05, 0x06]) >= 0) throw Inconsistent();

        var record = tail.AsMemory(at);
        var (disk, count) = (U16(record.Span[4..]), U16(record.Span[10..]));
        if (U16(record.Span[8..]) != count || U16(record.Span[6..]) != disk) throw Inconsistent();
        var plain = new ZipEnd(count, U32(record.Span[12..]), U32(record.Span[16..]), start + at);
        if (await WideAsync(file, plain.At, cancellation) is not { } wide)
        {
            var fits = plain is { Count: < ushort.MaxValue, Size: < uint.MaxValue, Offset: < uint.MaxValue };
            return disk == 0 && fits ? plain : throw Inconsistent();
        }

        // A reader without ZIP64 must find the same.
        if ((plain.Count != ushort.MaxValue && plain.Count != wide.Count) || (plain.Size != uint.MaxValue && plain.Size != wide.Size)
            || (plain.Offset != uint.MaxValue && plain.Offset != wide.Offset)) throw Inconsistent();
        return wide;
    }

    private static async Task<ZipEnd?> WideAsync(Stream file, long end, CancellationToken cancellation)
    {
        if (end < LocatorBytes + WideBytes) return null;
        var locator = await ReadAsync(file, end - LocatorBytes, LocatorBytes, cancellation);
        if (U32(locator) != LocatorSignature) return null;
        var at = I64(locator.AsSpan(8));
        if (at < 0 || at > end - LocatorBytes - WideBytes) throw Inconsistent();
        var record = await ReadAsync(file, at, WideBytes, cancellation);
        if (U32(record) != WideSignature || at + 12 + I64(record.AsSpan(4)) != end - LocatorBytes) throw Inconsistent();
        var (count, size, offset) = (I64(record.AsSpan(32)), I64(record.AsSpan(40)), I64(record.AsSpan(48)));
        if (I64(record.AsSpan(24)) != count || count < 0 || size < 0 || size > end || offset < 0 || offset > end) throw Inconsistent();
        return new ZipEnd(count, size, offset, at);
    }

    private static int Find(ReadOnlySpan<byte> tail, bool mayBePadded)
    {
        var first = tail.TrimEnd(mayBePadded ? "\0\r\n"u8 : "\r\n"u8).Length;
        for (var at = tail.Length - Bytes; at >= 0; at--)
        {
            if (U32(tail[at..]) != Signature) continue;
            // The comment's length must reach exactly to the end: the signature's bytes may also occur inside data.
            var end = at + Bytes + U16(tail[(at + 20)..]);
            if (end >= first && end <= tail.Length) return at;
        }

        return -1;
    }

    internal static async Task<byte[]> ReadAsync(Stream file, long at, int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        file.Position = at;
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static RejectedException Inconsistent() => new(Rejections.Inconsistent);

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long I64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
