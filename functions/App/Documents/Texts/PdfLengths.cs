using FunctionsApp.Documents.Checking;

namespace FunctionsApp.Documents.Texts;

/// <summary>The lengths of a PDF's streams, which may be objects of their own: numbers.</summary>
internal static class PdfLengths
{
    private const int ObjectBytes = 16 * 1024;
    private const int NumberBytes = 40;

    /// <summary>Whether the length of a stream is a stream, whose length is one, and so on.</summary>
    /// <remarks>The library recurses into them: a stack that overflows ends the process.</remarks>
    /// <param name="file">Stays at its start.</param>
    public static bool AreBottomless(Stream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        file.Position = 0;
        var (streams, lengths) = (new HashSet<PdfReference>(), new HashSet<PdfReference>());
        for (var at = 0; PdfScan.Next(bytes, at, bytes.Length, "obj"u8) is >= 0 and var found; at = found + 1)
        {
            var behind = found + "obj".Length;
            if (PdfAttachments.NumberBefore(bytes.AsSpan(Math.Max(0, found - NumberBytes)..found)) is not { } number
                || !PdfDictionary.TryRead(bytes.AsSpan(behind, Math.Min(ObjectBytes, bytes.Length - behind)), out var dictionary, out _)
                || dictionary.Reference("Length") is not { } length) continue;
            streams.Add(number);
            lengths.Add(length);
        }

        return streams.Overlaps(lengths);
    }
}
