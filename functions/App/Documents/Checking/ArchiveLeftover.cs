using System.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>
/// A file that Windows or a Mac puts into folders by itself, and people pack without seeing it. Nothing else passes by its name.
/// </summary>
/// <param name="maxBytes">Unpacked.</param>
/// <param name="marks">One of them begins it.</param>
internal sealed class ArchiveLeftover(long maxBytes, params byte[][] marks)
{
    private const int MarkBytes = 10;

    private static readonly ArchiveLeftover MacCopy = new(long.MaxValue, [0x00, 0x05, 0x16, 0x07]);

    private static readonly ArchiveLeftover MacFolder = new(long.MaxValue, [0x00, 0x00, 0x00, 0x01, 0x42, 0x75, 0x64, 0x31]);

    /// <summary>Small pictures of a folder's files, a compound file.</summary>
    private static readonly ArchiveLeftover Thumbnails = new(16 * 1024 * 1024, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>Look and name of a folder: sections, in the system's encoding or UTF-16.</summary>
    private static readonly ArchiveLeftover Look = new(
        16 * 1024, [.. "["u8], [.. "\r\n["u8], [.. "\uFEFF["u8], [.. "\uFEFF\r\n["u8],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[")], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("\r\n[")])
    {
        IsLook = true,
    };

    /// <summary>Windows would fetch the icon of a folder from there, with the user's name, as soon as it shows the folder.</summary>
    private bool IsLook { get; init; }

    /// <summary>Null where the name is no such file's.</summary>
    public static ArchiveLeftover? Of(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        if (last == ".DS_Store") return MacFolder;
        if (name.StartsWith("__MACOSX/", StringComparison.Ordinal) && last.StartsWith("._", StringComparison.Ordinal)) return MacCopy;
        if (last.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)) return Thumbnails;
        return last.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase) ? Look : null;
    }

    /// <summary>Null when all is well; else it is something else than its name says, or takes an icon from elsewhere.</summary>
    public async Task<Rejection?> FaultAsync(Stream content, CancellationToken cancellation)
    {
        var kept = new byte[IsLook ? maxBytes : MarkBytes];
        var read = await content.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, cancellation);
        var start = kept.AsMemory(0, read);
        if (!marks.Any(mark => start.Span.StartsWith(mark))) return Rejections.ArchiveFile;
        if (IsLook && IsFromElsewhere(start.Span)) return Rejections.ExternalContent;
        long total = read;
        var buffer = new byte[16 * 1024];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var more)
        {
            if ((total += more) > maxBytes) return Rejections.ArchiveFile;
        }

        return null;
    }

    // Of UTF-16, too: its zeros are left out.
    private static bool IsFromElsewhere(ReadOnlySpan<byte> text)
    {
        var letters = Encoding.Latin1.GetString(text).Replace("\0", "", StringComparison.Ordinal);
        return letters.Zip(letters.Skip(1)).Any(two => two is ('/' or '\\', '/' or '\\'));
    }
}
