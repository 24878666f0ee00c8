using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace App.Tests.Documents.Checking;

/// <summary>An entry as it is to be written, also wrongly.</summary>
internal sealed record ZipPart(string Name, byte[] Content)
{
    public ZipPart(string name, string content)
        : this(name, Encoding.UTF8.GetBytes(content))
    {
    }

    /// <summary>In the local header; the directory has <see cref="Name"/>.</summary>
    public string? LocalName { get; init; }

    public ushort Flags { get; init; }

    public uint? Crc { get; init; }

    public uint? Unpacked { get; init; }

    /// <summary>It has a local header and no place in the directory.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Its directory entry leads to the first entry's data.</summary>
    public bool IsFirstAgain { get; init; }

    public byte[] Extra { get; init; } = [];

    /// <summary>In the local header, where it is another.</summary>
    public byte[]? LocalExtra { get; init; }

    /// <summary>External attributes.</summary>
    public uint Attributes { get; init; }
}

/// <summary>Writes ZIP files byte by byte.</summary>
internal static class Zip
{
    /// <param name="count">In the end record; the directory has all.</param>
    /// <param name="wideCount">In an end record of ZIP64 before it.</param>
    public static byte[] Of(IEnumerable<ZipPart> parts, ushort? count = null, long? wideCount = null, byte[]? between = null)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.Latin1);
        var directory = new List<byte[]>();
        foreach (var part in parts)
        {
            var at = part.IsFirstAgain ? 0 : (uint)stream.Length;
            var packed = Deflate(part.Content);
            if (!part.IsFirstAgain)
            {
                writer.Write(0x04034b50);
                writer.Write((ushort)20);
                WriteCommon(writer, part, packed, part.LocalName ?? part.Name, part.LocalExtra ?? part.Extra);
                writer.Write(Encoding.Latin1.GetBytes(part.LocalName ?? part.Name));
                writer.Write(part.LocalExtra ?? part.Extra);
                writer.Write(packed);
            }

            if (!part.IsHidden) directory.Add(Entry(part, packed, at));
        }

        var start = stream.Length;
        foreach (var entry in directory) writer.Write(entry);
        var size = stream.Length - start;
        writer.Write(between ?? []);
        if (wideCount is { } wide) WriteWide(writer, wide, size, start, stream.Length);
        writer.Write(0x06054b50);
        writer.Write(0);
        writer.Write(count ?? (ushort)directory.Count);
        writer.Write(count ?? (ushort)directory.Count);
        writer.Write((uint)size);
        writer.Write((uint)start);
        writer.Write((ushort)0);
        return stream.ToArray();
    }

    private static byte[] Entry(ZipPart part, byte[] packed, uint at)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.Latin1);
        writer.Write(0x02014b50);
        writer.Write((ushort)20);
        writer.Write((ushort)20);
        WriteCommon(writer, part, packed, part.Name, part.Extra);
        writer.Write(new byte[2 + 2 + 2]);
        writer.Write(part.Attributes);
        writer.Write(at);
        writer.Write(Encoding.Latin1.GetBytes(part.Name));
        writer.Write(part.Extra);
        return stream.ToArray();
    }

    private static void WriteCommon(BinaryWriter writer, ZipPart part, byte[] packed, string name, byte[] extra)
    {
        writer.Write(part.Flags);
        writer.Write((ushort)8);
        writer.Write(0);
        writer.Write(part.Crc ?? Crc32.HashToUInt32(part.Content));
        writer.Write((uint)packed.Length);
        writer.Write(part.Unpacked ?? (uint)part.Content.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)extra.Length);
    }

    private static void WriteWide(BinaryWriter writer, long count, long size, long start, long at)
    {
        writer.Write(0x06064b50);
        writer.Write(44L);
        writer.Write((ushort)45);
        writer.Write((ushort)45);
        writer.Write(0L);
        writer.Write(count);
        writer.Write(count);
        writer.Write(size);
        writer.Write(start);
        writer.Write(0x07064b50);
        writer.Write(0);
        writer.Write(at);
        writer.Write(1);
    }

    private static byte[] Deflate(byte[] content)
    {
        var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return stream.ToArray();
    }
}
