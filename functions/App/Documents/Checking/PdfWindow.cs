namespace FunctionsApp.Documents.Checking;

/// <summary>Looks at a file through a window that moves to its end.</summary>
internal static class PdfWindow
{
    /// <summary>Bytes that can be seen before what is looked at.</summary>
    public const int Before = 8 * 1024;

    /// <summary>Bytes that can be seen behind what is looked at.</summary>
    public const int Behind = 16 * 1024;

    private const int Bytes = 1024 * 1024;

    /// <param name="window">What can be seen.</param>
    /// <param name="from">What begins from here …</param>
    /// <param name="to">… to here is looked at now; nothing is looked at twice.</param>
    /// <param name="offset">Of the window in the file.</param>
    public delegate void Look(ReadOnlySpan<byte> window, int from, int to, long offset);

    public static async Task ReadAsync(Stream file, Look look, CancellationToken cancellation)
    {
        file.Position = 0;
        var buffer = new byte[Bytes];
        var (length, from, offset) = (0, 0, 0L);
        while (true)
        {
            var free = buffer.AsMemory(length);
            length += await file.ReadAtLeastAsync(free, free.Length, throwOnEndOfStream: false, cancellation);
            var atEnd = length < buffer.Length;
            var to = atEnd ? length : length - Behind;
            look(buffer.AsSpan(0, length), from, to, offset);
            if (atEnd) return;
            var drop = to - Before;
            buffer.AsSpan(drop, length - drop).CopyTo(buffer);
            (length, from, offset) = (length - drop, Before, offset + drop);
        }
    }
}
