using System.Buffers.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>Finds the streams of the files attached to a PDF.</summary>
/// <remarks>
/// Many programs, Acrobat among them, do not call such a stream an embedded file: it is found from the dictionary that leads to it. Of a
/// number that the file has twice, as after an update, each is one.
/// </remarks>
internal static class PdfAttachments
{
    private const int NumberBytes = 40;

    private delegate void Found(PdfReference reference, ReadOnlySpan<byte> window, int begin, long offset);

    /// <exception cref="RejectedException">embedded-object: one is not in the file, or there are too many.</exception>
    public static async Task<IReadOnlyList<PdfStream>> FindAsync(Stream file, PdfObjects objects, CancellationToken cancellation)
    {
        var missing = new HashSet<PdfReference>(objects.Groups);
        if (missing.Count > 0)
        {
            await ReadAsync(file, objects.Groups, (reference, window, begin, _) =>
            {
                if (!PdfDictionary.TryRead(PdfScan.Near(window, begin), out var files, out int _)) return;
                objects.Add(files);
                missing.Remove(reference);
            }, cancellation);
        }

        var streams = new List<PdfStream>();
        missing.UnionWith(objects.Files);
        if (objects.Files.Count > 0)
        {
            await ReadAsync(file, objects.Files, (reference, window, begin, offset) =>
            {
                if (PdfScan.StreamFrom(window, begin, offset) is not { } stream) return;
                streams.Add(stream);
                missing.Remove(reference);
            }, cancellation);
        }

        return missing.Count == 0 && !objects.HasManyFiles && streams.Count < PdfObjects.MaxFiles
            ? streams : throw new RejectedException(Rejections.EmbeddedObject);
    }

    private static async Task ReadAsync(Stream file, HashSet<PdfReference> wanted, Found onFound, CancellationToken cancellation)
    {
        var count = 0;
        await PdfWindow.ReadAsync(file, (window, from, to, offset) =>
        {
            for (var at = from; count < PdfObjects.MaxFiles && PdfScan.Next(window, at, to, "obj"u8) is >= 0 and var found; at = found + 1)
            {
                if (NumberBefore(window[Math.Max(0, found - NumberBytes)..found]) is not { } number || !wanted.Contains(number)) continue;
                count++;
                onFound(number, window, found + "obj".Length, offset);
            }
        }, cancellation);
        if (count == PdfObjects.MaxFiles) throw new RejectedException(Rejections.EmbeddedObject);
    }

    /// <summary>Of "8 0 obj" what is before its last word.</summary>
    internal static PdfReference? NumberBefore(ReadOnlySpan<byte> text)
    {
        var generation = LastNumber(text.TrimEnd(PdfScan.Space), out var before);
        var number = LastNumber(before.TrimEnd(PdfScan.Space), out _);
        return generation is null || number is null ? null : new PdfReference(number.Value, generation.Value);
    }

    private static long? LastNumber(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> before)
    {
        var begin = text.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        before = text[..begin];
        return Utf8Parser.TryParse(text[begin..], out long number, out _) ? number : null;
    }
}
