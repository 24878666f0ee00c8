using System.Buffers.Binary;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class TiffFormatTests
{
    private const int Data = 100;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tiff_OfEitherOrder_IsTaken_AndFoundCutOff(bool isLittle)
    {
        var tiff = Tiff(isLittle, (256, 20), (257, 10), (273, 8), (279, Data));

        Assert.Null(await CodeAsync(tiff));
        for (var length = 4; length < tiff.Length; length++) Assert.Equal("incomplete", await CodeAsync(tiff[..length]));
    }

    [Theory]
    [InlineData(65_535, 3051, null)]
    [InlineData(65_535, 3052, "image-too-large")]
    [InlineData(65_536, 1, "image-too-large")]
    [InlineData(uint.MaxValue, uint.MaxValue, "image-too-large")]
    [InlineData(0, 1, "damaged")]
    public async Task Tiff_Size_IsBounded(uint width, uint height, string? code) =>
        Assert.Equal(code, await CodeAsync(Tiff(true, (256, width), (257, height), (273, 8), (279, Data))));

    [Fact]
    public async Task Tiff_DataOutsideTheFile_AreFound()
    {
        Assert.Equal("incomplete", await CodeAsync(Tiff(true, (256, 1), (257, 1), (273, 8), (279, 10_000))));
        Assert.Equal("incomplete", await CodeAsync(Tiff(true, (256, 1), (257, 1), (273, 0xFFFF_FFFF), (279, 1))));
        Assert.Equal("damaged", await CodeAsync(Tiff(true, (256, 1), (257, 1))));
        Assert.Null(await CodeAsync(Tiff(true, (256, 1), (257, 1), (324, 8), (325, 1))));
        // Old writers leave the lengths out.
        Assert.Null(await CodeAsync(Tiff(true, (256, 1), (257, 1), (273, 8))));
    }

    [Fact]
    public async Task Tiff_ChainThatLeadsBack_IsFound()
    {
        var tiff = Tiff(true, (256, 1), (257, 1), (273, 8), (279, 1));
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(tiff.Length - 4), 8 + Data);

        Assert.Equal("damaged", await CodeAsync(tiff));
    }

    [Fact]
    public async Task BigTiff_IsTaken()
    {
        var tiff = new byte[16 + 8 + (4 * 20) + 8 + Data];
        "II+\0\u0008\0\0\0"u8.CopyTo(tiff);
        Write64(8, 16);
        Write64(16, 4);
        foreach (var (index, (tag, value)) in new (ushort, long)[] { (256, 3), (257, 4), (273, 112), (279, Data) }.Index())
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(24 + (index * 20)), tag);
            tiff[24 + (index * 20) + 2] = 16;
            Write64(24 + (index * 20) + 4, 1);
            Write64(24 + (index * 20) + 12, value);
        }

        Assert.Null(await CodeAsync(tiff));
        Assert.Equal("incomplete", await CodeAsync(tiff[..^1]));
        Write64(16, -1);
        Assert.Equal("damaged", await CodeAsync(tiff));

        void Write64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(tiff.AsSpan(at), value);
    }

    [Fact]
    public async Task Tiff_AnotherFile_IsNone()
    {
        Assert.Equal("other-format", await CodeAsync("II"u8.ToArray()));
        Assert.Equal("other-format", await CodeAsync([.. "II"u8, 41, 0, .. new byte[20]]));
        Assert.Equal("other-format", await CodeAsync("GIF89a"u8.ToArray()));
    }

    /// <summary>Head, data, and one directory of numbers at the end.</summary>
    private static byte[] Tiff(bool isLittle, params (ushort Tag, uint Value)[] entries)
    {
        var tiff = new byte[8 + Data + 2 + (entries.Length * 12) + 4];
        (isLittle ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Write(4, 8 + Data, 4);
        Write(8 + Data, (uint)entries.Length, 2);
        foreach (var (index, (tag, value)) in entries.Index())
        {
            var at = 8 + Data + 2 + (index * 12);
            Write(at, tag, 2);
            Write(at + 2, 4, 2);
            Write(at + 4, 1, 4);
            Write(at + 8, value, 4);
        }

        return tiff;

        void Write(int at, uint value, int bytes)
        {
            for (var each = 0; each < bytes; each++) tiff[at + (isLittle ? each : bytes - 1 - each)] = (byte)(value >> (8 * each));
        }
    }

    private static Task<string?> CodeAsync(byte[] content) => Checked.CodeAsync(content, DocumentFormat.Tiff);
}
