using System.Net;
using System.Net.Http.Headers;
using LocalHost.Demo;

namespace Benchmarks;

/// <summary>A body of header, filler and end mark, written as it is sent and never held.</summary>
internal sealed class LargePdf : HttpContent
{
    private static readonly byte[] Header = "%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n"u8.ToArray();
    private static readonly byte[] End = "\n%%EOF\n"u8.ToArray();
    private readonly long bytes;

    /// <param name="bytes">Length.</param>
    public LargePdf(long bytes)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(Media.Pdf);
    }

    protected override bool TryComputeLength(out long length)
    {
        // Sent in chunks, as clients should: the Functions host holds a body whose length it knows.
        length = bytes;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Noise, the same each time: nothing on the way can make it smaller.
        var filler = new byte[Report.MiB];
        new Random(1).NextBytes(filler);
        await stream.WriteAsync(Header, cancellationToken);
        for (var left = bytes - Header.Length - End.Length; left > 0;)
        {
            var piece = (int)Math.Min(left, filler.Length);
            await stream.WriteAsync(filler.AsMemory(0, piece), cancellationToken);
            left -= piece;
        }

        await stream.WriteAsync(End, cancellationToken);
    }
}
