using LocalHost.Blobs;

namespace LocalHost.Tests.Blobs;

public sealed class BlobPathTests
{
    [Fact]
    public void Parse_ContainerAndPart_NamesBoth() => Assert.Equal(new BlobPath("in", "name"), BlobPath.Parse("in/{name}"));

    [Theory]
    [InlineData("in")]
    [InlineData("/{name}")]
    [InlineData("{container}/x")]
    [InlineData("in/{name")]
    [InlineData("in/{name}.pdf")]
    [InlineData("in/{id}/{name}")]
    [InlineData("in/{}")]
    public void Parse_AnyOtherPath_Throws(string path) => Assert.Throws<FormatException>(() => BlobPath.Parse(path));
}
