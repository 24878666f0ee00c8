using System.IO.Compression;
using System.Runtime.InteropServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace FunctionsApp.Documents.Texts;

/// <summary>Unpacks the streams of a PDF for its reader, all of a file within one budget.</summary>
/// <remarks>The reader unpacks each into memory as a whole, as often as it needs it: a file of one MiB would take all there is.</remarks>
internal sealed class PdfFilters : IFilterProvider
{
    /// <summary>Bytes that the streams of a file may unpack to: 500 pages of text and their fonts take some 50 MiB.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private readonly IFilterProvider inner = DefaultFilterProvider.Instance;

    private long used;

    /// <summary>Whether something was not unpacked: the reader goes on without it.</summary>
    public bool IsSpent => used > MaxBytes;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bound(inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bound(inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bound(inner.GetAllFilters());

    private IReadOnlyList<IFilter> Bound(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Bounded(this, filter))];

    private void Spend(long bytes)
    {
        used += bytes;
        if (IsSpent) throw new InvalidDataException("The file unpacks to too much.");
    }

    private sealed class Bounded(PdfFilters owner, IFilter filter) : IFilter
    {
        /// <summary>What the reader takes off before the packed data, whatever it is.</summary>
        private const int Header = 2;

        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(
            Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (filter is FlateFilter) Inflate(input);
            else owner.Spend((long)input.Length * Most);
            return filter.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        /// <summary>Bytes that the filter makes of each at most; pictures are not unpacked for a text.</summary>
        private int Most => filter switch
        {
            LzwFilter => 1_365,
            RunLengthFilter => 64,
            Ascii85Filter => 4,
            _ => 1,
        };

        /// <summary>Unpacks it once into nothing, to count.</summary>
        private void Inflate(Memory<byte> input)
        {
            if (input.Length <= Header || !MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)input[Header..], out var bytes)) return;
            using var packed = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            using var content = new DeflateStream(packed, CompressionMode.Decompress);
            var piece = new byte[16 * 1024];
            try
            {
                while (content.Read(piece) is > 0 and var read) owner.Spend(read);
            }
            catch (InvalidDataException) when (!owner.IsSpent)
            {
                // Damaged here: the reader gets no further.
            }
        }
    }
}
