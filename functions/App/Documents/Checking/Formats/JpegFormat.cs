using System.Buffers.Binary;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>
/// A JPEG picture: its segments up to the end mark, with a frame and a scan. What follows is left alone: phones put videos there.
/// </summary>
/// <remarks>Source: ITU-T T.81, annex B.</remarks>
internal sealed class JpegFormat : FileFormat
{
    private const byte Prefix = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public override DocumentFormat Format => DocumentFormat.Jpeg;

    public override string Name => "JPEG";

    public override IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg"];

    public override IReadOnlyList<string> RareExtensions { get; } = [".jfif", ".jpe", ".pjpeg", ".pjp"];

    public override string MediaType => "image/jpeg";

    public override Display Display => Display.Picture;

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var reader = new ByteReader(file);
        if (!await reader.FillAsync(3, cancellation) || !reader.Waiting.StartsWith((ReadOnlySpan<byte>)[Prefix, StartOfImage, Prefix]))
        {
            throw new RejectedException(Rejections.NotA(Format));
        }

        reader.Take(2);
        for (var (hasFrame, hasScan) = (false, false); ;)
        {
            var marker = await NextMarkerAsync(reader, cancellation);
            if (marker == EndOfImage)
            {
                if (!hasFrame || !hasScan) throw new RejectedException(Rejections.Damaged);
                return;
            }

            if (IsAlone(marker)) continue;
            await reader.RequireAsync(2, cancellation);
            var length = BinaryPrimitives.ReadUInt16BigEndian(reader.Waiting);
            if (length < 2) throw new RejectedException(Rejections.Damaged);
            await reader.RequireAsync(length, cancellation);
            if (IsFrame(marker))
            {
                if (length < 8) throw new RejectedException(Rejections.Damaged);
                Picture.RequireSize(BinaryPrimitives.ReadUInt16BigEndian(reader.Waiting[5..]),
                    BinaryPrimitives.ReadUInt16BigEndian(reader.Waiting[3..]));
                hasFrame = true;
            }

            reader.Take(length);
            if (marker != StartOfScan) continue;
            if (!hasFrame) throw new RejectedException(Rejections.Damaged);
            hasScan = true;
            await SkipScanAsync(reader, cancellation);
        }
    }

    // Between two segments may be other bytes, as of a length that Photoshop or a camera wrote too short: readers skip them.
    private static async Task<byte> NextMarkerAsync(ByteReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            await reader.RequireAsync(2, cancellation);
            var at = reader.Waiting.IndexOf(Prefix);
            if (at != 0)
            {
                reader.Take(at < 0 ? reader.Waiting.Length : at);
                continue;
            }

            var marker = reader.Waiting[1];
            // A marker may be preceded by any number of fill bytes.
            reader.Take(marker == Prefix ? 1 : 2);
            if (marker is 0 or Prefix) continue;
            // No reader knows these.
            return marker is > 0x01 and < 0xC0 ? throw new RejectedException(Rejections.Damaged) : marker;
        }
    }

    // Inside a scan the prefix is followed by zero (a byte of data), a restart mark, or it begins the next marker.
    private static async Task SkipScanAsync(ByteReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            await reader.RequireAsync(2, cancellation);
            var at = reader.Waiting.IndexOf(Prefix);
            if (at != 0)
            {
                reader.Take(at < 0 ? reader.Waiting.Length : at);
                continue;
            }

            var next = reader.Waiting[1];
            if (next == Prefix) reader.Take(1);
            else if (next == 0 || IsAlone(next)) reader.Take(2);
            else return;
        }
    }

    private static bool IsAlone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD7);

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
