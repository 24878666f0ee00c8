using System.Buffers.Binary;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A TIFF picture: its directories, each with a size and with data that lie in the file. Of scanners it has many pages.</summary>
/// <remarks>Source: TIFF 6.0, 2; BigTIFF of libtiff.</remarks>
internal sealed class TiffFormat : FileFormat
{
    private const int MaxPages = 10_000;

    /// <summary>Of all directories together, and of all places of data: pages may share them, so that a small file costs much.</summary>
    private const int MaxEntries = 1_000_000;
    private const int Piece = 4096;

    /// <summary>Bytes of a value, by its type.</summary>
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    public override DocumentFormat Format => DocumentFormat.Tiff;

    public override string Name => "TIFF";

    public override IReadOnlyList<string> Extensions { get; } = [".tif", ".tiff"];

    public override string MediaType => "image/tiff";

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var head = await ZipEnd.ReadAsync(file, 0, (int)Math.Min(16, file.Length), cancellation);
        var isLittle = head.AsSpan().StartsWith("II"u8);
        if (head.Length < 4 || (!isLittle && !head.AsSpan().StartsWith("MM"u8))) throw new RejectedException(Rejections.NotA(Format));
        var version = isLittle ? head[2] | (head[3] << 8) : head[3] | (head[2] << 8);
        if (version is not (42 or 43)) throw new RejectedException(Rejections.NotA(Format));
        var reader = new Reader(file, isLittle, IsBig: version == 43);
        if (head.Length < (reader.IsBig ? 16 : 8)) throw new EndOfStreamException();
        if (reader.IsBig && (reader.Number(head.AsSpan(4, 2)), reader.Number(head.AsSpan(6, 2))) != (8, 0)) throw Damaged();

        var (at, entries) = (reader.Number(reader.IsBig ? head.AsSpan(8, 8) : head.AsSpan(4, 4)), 0);
        var seen = new HashSet<long>();
        do
        {
            // A chain that leads back has no end.
            if (at == 0 || !seen.Add(at) || seen.Count > MaxPages) throw Damaged();
            var page = await Directory.ReadAsync(reader, at, MaxEntries - entries, cancellation);
            entries += page.Count;
            entries += await CheckPageAsync(reader, page, MaxEntries - entries, cancellation);
            at = page.Next;
        }
        while (at != 0);
    }

    /// <summary>How many places of data the page has.</summary>
    private static async Task<int> CheckPageAsync(Reader reader, Directory page, int most, CancellationToken cancellation)
    {
        var (width, height) = (page.Value(256), page.Value(257));
        Picture.RequireSize((uint)Math.Min(width, uint.MaxValue), (uint)Math.Min(height, uint.MaxValue));
        // Strips, tiles, or the one stream of old JPEG.
        foreach (var (places, lengths) in new[] { (273, 279), (324, 325), (513, 514) })
        {
            if (page.Find(places) is not { } from) continue;
            var to = page.Find(lengths);
            if (from.Count == 0 || from.Count > most || (to is { } all && all.Count != from.Count)) throw Damaged();
            await CheckDataAsync(reader, from, to, cancellation);
            return (int)from.Count;
        }

        throw Damaged();
    }

    private static async Task CheckDataAsync(Reader reader, Entry places, Entry? lengths, CancellationToken cancellation)
    {
        for (var done = 0L; done < places.Count; done += Piece)
        {
            var count = (int)Math.Min(Piece, places.Count - done);
            var from = await reader.ValuesAsync(places, done, count, cancellation);
            var length = lengths is { } given ? await reader.ValuesAsync(given, done, count, cancellation) : new long[count];
            for (var each = 0; each < count; each++) reader.RequireInside(from[each], length[each]);
        }
    }

    private static RejectedException Damaged() => new(Rejections.Damaged);

    /// <summary>A tag's values.</summary>
    /// <param name="At">Where they are: in the entry itself where they fit.</param>
    private readonly record struct Entry(int Tag, int Size, long Count, long At, long First);

    private sealed record Directory(List<Entry> Entries, int Count, long Next)
    {
        public Entry? Find(int tag) => Entries.Where(entry => entry.Tag == tag).Select(entry => (Entry?)entry).FirstOrDefault();

        /// <summary>0 where there is none.</summary>
        public long Value(int tag) => Find(tag)?.First ?? 0;

        public static async Task<Directory> ReadAsync(Reader reader, long at, int most, CancellationToken cancellation)
        {
            var (word, entry) = reader.IsBig ? (8, 20) : (4, 12);
            var count = reader.Number(await reader.BytesAsync(at, reader.IsBig ? 8 : 2, cancellation));
            if (count is <= 0 || count > most || count > ushort.MaxValue) throw Damaged();
            var start = at + (reader.IsBig ? 8 : 2);
            var bytes = await reader.BytesAsync(start, (int)(count * entry) + word, cancellation);
            var entries = new List<Entry>();
            for (var each = 0; each < count; each++)
            {
                var raw = bytes.AsSpan(each * entry, entry);
                if (reader.Read(raw, start + (each * entry)) is { } read) entries.Add(read);
            }

            return new Directory(entries, (int)count, reader.Number(bytes.AsSpan((int)(count * entry), word)));
        }
    }

    private sealed record Reader(Stream File, bool IsLittle, bool IsBig)
    {
        /// <summary>Null for a type that later versions bring: readers leave it out.</summary>
        /// <exception cref="EndOfStreamException">Its values are not in the file.</exception>
        public Entry? Read(ReadOnlySpan<byte> raw, long at)
        {
            var word = IsBig ? 8 : 4;
            var (tag, type, count) = ((int)Number(raw[..2]), (int)Number(raw[2..4]), Number(raw.Slice(4, word)));
            if (type >= Sizes.Length || Sizes[type] == 0) return null;
            var value = raw[(4 + word)..];
            if (count < 0 || count > long.MaxValue / 8) throw Damaged();
            var isHere = count * Sizes[type] <= word;
            var place = isHere ? at + 4 + word : Number(value);
            RequireInside(place, count * Sizes[type]);
            var isNumber = type is 3 or 4 or 16;
            return isNumber ? new Entry(tag, Sizes[type], count, place, isHere && count > 0 ? Number(value[..Sizes[type]]) : 0) : null;
        }

        public async Task<long[]> ValuesAsync(Entry entry, long from, int count, CancellationToken cancellation)
        {
            var bytes = await BytesAsync(entry.At + (from * entry.Size), count * entry.Size, cancellation);
            return [.. Enumerable.Range(0, count).Select(each => Number(bytes.AsSpan(each * entry.Size, entry.Size)))];
        }

        /// <exception cref="EndOfStreamException">They are not in the file.</exception>
        public async Task<byte[]> BytesAsync(long at, int count, CancellationToken cancellation)
        {
            RequireInside(at, count);
            return await ZipEnd.ReadAsync(File, at, count, cancellation);
        }

        /// <exception cref="EndOfStreamException">It is not.</exception>
        public void RequireInside(long at, long length)
        {
            if (at < 0 || length < 0 || at > File.Length || length > File.Length - at) throw new EndOfStreamException();
        }

        /// <summary>Of 2, 4 or 8 bytes; negative where it is too large for any file.</summary>
        public long Number(ReadOnlySpan<byte> bytes) => (bytes.Length, IsLittle) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (8, true) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };
    }
}
