using System.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>
/// The parts of an OFD that say what its texts mean. Invoices of the tax authorities have one that is not well-formed, and every reader
/// shows them: it does not read that part.
/// </summary>
internal static class OfdTags
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Words without which a reader that takes the part all the same finds nothing to follow.</summary>
    private static readonly string[] Words = [.. OfdPlace.Names, "Attachment", "URI", "<!"];

    public static bool Hold(string part) => OfdPlace.FolderOf(part).EndsWith("/Tags", StringComparison.OrdinalIgnoreCase);

    /// <summary>Passes where it leads nowhere.</summary>
    /// <param name="part">One that is not well-formed.</param>
    /// <exception cref="RejectedException">damaged.</exception>
    public static async Task CheckAsync(Stream part, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await part.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (kept.Length + read > MaxBytes) throw Damaged();
            kept.Write(buffer, 0, read);
        }

        // Of UTF-16, too: its zeros are left out.
        var text = Encoding.Latin1.GetString(kept.ToArray()).Replace("\0", "", StringComparison.Ordinal);
        if (Words.Any(word => text.Contains(word, StringComparison.Ordinal))) throw Damaged();
    }

    private static RejectedException Damaged() => new(Rejections.Damaged);
}
