using FunctionsApp.Documents.Uploading;

namespace App.Tests.Documents.Uploading;

public class UploadBlocksTests
{
    private const int Block = UploadBlocks.Bytes;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(Block, 1, Block)]
    [InlineData(Block + 1, 2, 1)]
    [InlineData(2L * 1024 * 1024 * 1024, 512, Block)]
    public void Blocks_ByLength_CountAndLastSize(long total, int count, long last)
    {
        Assert.Equal((count, last), (UploadBlocks.Count(total), UploadBlocks.Size(count - 1, total)));
        Assert.Equal(total, Enumerable.Range(0, count).Sum(number => UploadBlocks.Size(number, total)));
    }

    [Fact]
    public void Name_OfAnyNumber_HasOneLengthAndNeedsNoEscape() => Assert.All(Enumerable.Range(0, 512).Select(UploadBlocks.Name), name =>
        Assert.Equal((8, name), (name.Length, Uri.EscapeDataString(name))));

    [Fact]
    public void Arrived_OtherSizesAndNames_CountForNothing() => Assert.Equal([0, 2], UploadBlocks.Arrived(
        [(UploadBlocks.Name(2), 1), (UploadBlocks.Name(1), Block - 1), (UploadBlocks.Name(0), Block), (UploadBlocks.Name(3), 0),
            ("b3RoZXI=", Block)],
        2L * Block + 1));
}
