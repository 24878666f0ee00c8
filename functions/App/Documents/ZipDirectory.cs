using System.Buffers.Binary;
using System.Text;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>Lists a ZIP file's entries from its central directory, without unpacking anything.</summary>
/// <remarks>Source: APPNOTE 4.3. ZIP64 is not needed below 2 GiB and not read.</remarks>
public static class ZipDirectory
{
    /// <summary>Larger than any office document needs: a ZIP bomb must not take the memory of the app.</summary>
    private const int MaxDirectoryBytes = 4 * 1024 * 1024;

    private const int EndBytes = 22;
    private const int HeaderBytes = 46;
    private const uint EndSignature = 0x06054b50;
    private const uint HeaderSignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;

    /// <summary>Entries with whether they are encrypted; null when it is not a complete ZIP file.</summary>
    /// <param name="file">Seekable.</param>
    public static async Task<IReadOnlyDictionary<string, bool>?> ReadAsync(Stream file, CancellationToken cancellation)
    {
        // The end record is last but for a comment of at most 65,535 bytes.
        var tail = await ReadTailAsync(file, EndBytes + ushort.MaxValue, cancellation);
        var at = FindEnd(tail);
        if (at < 0) return null;

        var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        if (size > MaxDirectoryBytes || offset + (long)size > file.Length - EndBytes) return null;

        var start = new byte[4];
        file.Position = 0;
        await file.ReadExactlyAsync(start, cancellation);
        if (BinaryPrimitives.ReadUInt32LittleEndian(start) != LocalSignature) return null;

        var directory = new byte[size];
        file.Position = offset;
        await file.ReadExactlyAsync(directory, cancellation);
        return Parse(directory, count);
    }

    private static Dictionary<string, bool>? Parse(ReadOnlySpan<byte> directory, int count)
    {
        var entries = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < count; i++)
        {
            if (directory.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(directory) != HeaderSignature) return null;
            var flags = BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]);
            var name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var whole = HeaderBytes + name + BinaryPrimitives.ReadUInt16LittleEndian(
                directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (directory.Length < whole) return null;
            // Names that matter here are ASCII, which every ZIP encoding shares.
            entries[Encoding.Latin1.GetString(directory.Slice(HeaderBytes, name)).Replace('\\', '/')] = (flags & 1) != 0;
            directory = directory[whole..];
        }

        return entries;
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            // The comment's length must reach exactly to the end: the signature's bytes may also occur inside a comment.
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndSignature
                && at + EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length) return at;
        }

        return -1;
    }

    internal static async Task<byte[]> ReadTailAsync(Stream file, int bytes, CancellationToken cancellation)
    {
        var tail = new byte[Math.Min(bytes, file.Length)];
        file.Position = file.Length - tail.Length;
        await file.ReadExactlyAsync(tail, cancellation);
        return tail;
    }
}
