using System.Buffers.Binary;
using System.IO.Hashing;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A PNG picture: its chunks in order, each with the right checksum. What follows the end chunk is left alone.</summary>
/// <remarks>Source: PNG specification, third edition, 5.</remarks>
internal sealed class PngFormat : FileFormat
{
    private const int Overhead = 12;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public override DocumentFormat Format => DocumentFormat.Png;

    public override string Name => "PNG";

    public override IReadOnlyList<string> Extensions { get; } = [".png"];

    public override string MediaType => "image/png";

    public override Display Display => Display.Picture;

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var reader = new ByteReader(file);
        if (!await reader.FillAsync(Signature.Length, cancellation) || !reader.Waiting.StartsWith(Signature))
        {
            throw new RejectedException(Rejections.NotA(Format));
        }

        reader.Take(Signature.Length);
        for (var (first, hasData) = (true, false); ; first = false)
        {
            await reader.RequireAsync(Overhead, cancellation);
            var length = BinaryPrimitives.ReadUInt32BigEndian(reader.Waiting);
            var type = BinaryPrimitives.ReadUInt32BigEndian(reader.Waiting[4..]);
            if (length > int.MaxValue || first != (type == Type("IHDR"u8))) throw new RejectedException(Rejections.Damaged);
            if (first) await CheckSizeAsync(reader, length, cancellation);
            await SkipAsync(reader, length, cancellation);
            hasData |= type == Type("IDAT"u8);
            if (type != Type("IEND"u8)) continue;
            if (!hasData || length != 0) throw new RejectedException(Rejections.Damaged);
            return;
        }
    }

    private static async Task CheckSizeAsync(ByteReader reader, uint length, CancellationToken cancellation)
    {
        if (length != 13) throw new RejectedException(Rejections.Damaged);
        await reader.RequireAsync(8 + 8, cancellation);
        Picture.RequireSize(BinaryPrimitives.ReadUInt32BigEndian(reader.Waiting[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(reader.Waiting[12..]));
    }

    private static async Task SkipAsync(ByteReader reader, uint length, CancellationToken cancellation)
    {
        var crc = new Crc32();
        reader.Take(4);
        for (var left = (long)length + 4; left > 0;)
        {
            await reader.RequireAsync(1, cancellation);
            var piece = (int)Math.Min(left, reader.Waiting.Length);
            crc.Append(reader.Waiting[..piece]);
            reader.Take(piece);
            left -= piece;
        }

        await reader.RequireAsync(4, cancellation);
        if (BinaryPrimitives.ReadUInt32BigEndian(reader.Waiting) != crc.GetCurrentHashAsUInt32())
        {
            throw new RejectedException(Rejections.Damaged);
        }

        reader.Take(4);
    }

    private static uint Type(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name);
}
