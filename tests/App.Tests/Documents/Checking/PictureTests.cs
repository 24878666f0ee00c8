using System.Buffers.Binary;
using System.IO.Hashing;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

public class PictureTests
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 0xFF, 0, 2, 0xFF, 0xD0, 3];
    private static readonly byte[] End = [0xFF, 0xD9];

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(65_535, 3051, null)]
    [InlineData(65_535, 3052, "image-too-large")]
    [InlineData(65_536, 1, "image-too-large")]
    [InlineData(1_000_000_000, 1_000_000_000, "image-too-large")]
    [InlineData(0, 1, "damaged")]
    [InlineData(1, 0, "damaged")]
    public async Task Png_Size_IsBounded(uint width, uint height, string? code) => Assert.Equal(code, await PngAsync(Png(width, height)));

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(65_535, 3051, null)]
    [InlineData(65_535, 3052, "image-too-large")]
    [InlineData(0, 1, "damaged")]
    [InlineData(1, 0, "damaged")]
    public async Task Jpeg_Size_IsBounded(ushort width, ushort height, string? code) =>
        Assert.Equal(code, await JpegAsync([0xFF, 0xD8, .. Frame(width, height), .. Scan, .. End]));

    [Fact]
    public async Task Png_Damaged_IsFound_AndWhatFollowsLeftAlone()
    {
        var png = Png(2, 2);
        Assert.Null(await PngAsync([.. png, (byte)'\n']));
        Assert.Null(await PngAsync([.. png, .. new byte[200_000]]));
        for (var at = PngSignature.Length; at < png.Length; at++)
        {
            var damaged = png.ToArray();
            damaged[at] ^= 1;
            Assert.NotNull(await PngAsync(damaged));
        }

        Assert.Equal("damaged", await PngAsync([.. PngSignature, .. Chunk("IHDR"u8, new byte[12]), .. Chunk("IEND"u8, [])]));
        Assert.Equal("damaged", await PngAsync([.. PngSignature, .. Chunk("IHDR"u8, Header(1, 1)), .. Chunk("IEND"u8, [])]));
        Assert.Equal("damaged", await PngAsync([.. PngSignature, .. Chunk("IDAT"u8, [1]), .. Chunk("IEND"u8, [])]));
        Assert.Equal("incomplete", await PngAsync(png[..^1]));
        Assert.Null(await PngAsync([.. PngSignature, .. Chunk("IHDR"u8, Header(1, 1)), .. Chunk("IDAT"u8, new byte[300_000]), .. Chunk("IEND"u8, [])]));
    }

    [Fact]
    public async Task Jpeg_HasAFrameAScanAndAnEnd()
    {
        byte[] start = [0xFF, 0xD8], frame = Frame(1, 1);
        // An end mark inside a thumbnail or a comment is none; fill bytes may come before a marker.
        Assert.Null(await JpegAsync([.. start, 0xFF, 0xE1, 0, 4, 0xFF, 0xD9, 0xFF, .. frame, .. Scan, .. End]));
        Assert.Null(await JpegAsync([.. start, .. frame, .. Scan, .. Scan, .. End, .. new byte[200_000]]));
        Assert.Equal("damaged", await JpegAsync([.. start, .. frame, .. End]));
        Assert.Equal("damaged", await JpegAsync([.. start, .. Scan, .. End]));
        // As Photoshop writes a length too short: readers go on to the next segment.
        Assert.Null(await JpegAsync([.. start, 0xFF, 0xFE, 0, 2, 0x0E, 0, 0xFF, 0, 1, .. frame, 1, .. Scan, .. End]));
        Assert.Equal("damaged", await JpegAsync([.. start, .. frame, 0xFF, 0x02, 0, 2, .. Scan, .. End]));
        Assert.Equal("incomplete", await JpegAsync([.. start, .. frame, .. new byte[200_000]]));
        Assert.Equal("damaged", await JpegAsync([.. start, 0xFF, 0xE1, 0, 1, .. frame, .. Scan, .. End]));
        Assert.Equal("incomplete", await JpegAsync([.. start, .. frame, .. Scan]));
        Assert.Equal("incomplete", await JpegAsync([.. start, .. frame, .. Scan, .. new byte[200_000]]));
        Assert.Equal("other-format", await JpegAsync("GIF89a"u8.ToArray()));
    }

    internal static byte[] Png(uint width, uint height) =>
        [.. PngSignature, .. Chunk("IHDR"u8, Header(width, height)), .. Chunk("IDAT"u8, [1, 2, 3]), .. Chunk("IEND"u8, [])];

    private static byte[] Frame(ushort width, ushort height) =>
        [0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];

    private static byte[] Header(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return header;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static Task<string?> PngAsync(byte[] content) => Checked.CodeAsync(content, DocumentFormat.Png);

    private static Task<string?> JpegAsync(byte[] content) => Checked.CodeAsync(content, DocumentFormat.Jpeg);
}
