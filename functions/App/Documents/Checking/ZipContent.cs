using System.Buffers.Binary;
using System.IO.Compression;

namespace FunctionsApp.Documents.Checking;

/// <summary>Opens the entries of a ZIP file, each once or more, within one budget of unpacked bytes.</summary>
/// <param name="end">Where the directory begins.</param>
/// <param name="file">One that was taken out of an archive has that archive's budget.</param>
internal sealed class ZipContent(Stream file, IReadOnlyList<ZipEntry> entries, long end)
{
    private const int HeaderBytes = 30;
    private const int MaxGap = 1024;
    private static readonly byte[] LocalSignature = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Of all that the file unpacks to, also from the archives in it.</summary>
    public UnpackBudget Budget { get; } = (file as ArchivedFile)?.Budget ?? new(file.Length);

    /// <summary>In the order of their data.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; } = entries;

    /// <summary>Refuses a file whose directory announces too much, before anything is unpacked.</summary>
    public void RequireRoom() => Budget.RequireRoom(Entries.Select(entry => entry.Unpacked));

    /// <summary>The unpacked content; reading to its end checks length and checksum.</summary>
    /// <exception cref="RejectedException">Its local header differs from the directory, or an entry is hidden behind its data.</exception>
    public async Task<Stream> OpenAsync(int index, CancellationToken cancellation)
    {
        var entry = Entries[index];
        var next = index + 1 < Entries.Count ? Entries[index + 1].HeaderAt : end;
        if (entry.HeaderAt + HeaderBytes > next) throw Inconsistent();
        var header = await ZipEnd.ReadAsync(file, entry.HeaderAt, HeaderBytes, cancellation);
        var (name, extra) = (U16(header, 26), U16(header, 28));
        var data = entry.HeaderAt + HeaderBytes + name + extra;
        // Data that overlap make a small file unpack to a huge one.
        if (!header.AsSpan().StartsWith(LocalSignature) || data + entry.Packed > next) throw Inconsistent();
        if (!(await ZipEnd.ReadAsync(file, entry.HeaderAt + HeaderBytes, name, cancellation)).AsSpan().SequenceEqual(entry.RawName)
            || U16(header, 8) != entry.Method || (U16(header, 6) & 1) != 0 || !SizesAgree(header, entry)) throw Inconsistent();
        var path = ZipName.PathOf(await ZipEnd.ReadAsync(file, entry.HeaderAt + HeaderBytes + name, extra, cancellation)).ToArray();
        // A reader that goes from header to header takes the name beside it.
        if (path.Length > 0 && !path.AsSpan().SequenceEqual(entry.UnicodePath)) throw Inconsistent();
        await CheckGapAsync(data + entry.Packed, next, cancellation);

        Stream content = new SectionStream(file, data, entry.Packed);
        if (entry.Method == ZipEntry.Deflated) content = new DeflateStream(content, CompressionMode.Decompress);
        return new UnpackedStream(content, entry, Budget);
    }

    private static bool SizesAgree(byte[] header, ZipEntry entry) =>
        entry.HasDescriptor || ((U32(header, 18) == entry.Packed || U32(header, 18) == uint.MaxValue)
            && (U32(header, 22) == entry.Unpacked || U32(header, 22) == uint.MaxValue));

    // Between two entries is at most a descriptor or a filler: readers that go from header to header would find what is hidden there.
    private async Task CheckGapAsync(long from, long to, CancellationToken cancellation)
    {
        if (from == to) return;
        if (to - from > MaxGap) throw Inconsistent();
        var gap = await ZipEnd.ReadAsync(file, from, (int)(to - from), cancellation);
        if (gap.AsSpan().IndexOf(LocalSignature) >= 0) throw Inconsistent();
    }

    private static RejectedException Inconsistent() => new(Rejections.Inconsistent);

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
