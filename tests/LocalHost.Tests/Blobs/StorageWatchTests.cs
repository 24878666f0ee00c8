using LocalHost.Blobs;

namespace LocalHost.Tests.Blobs;

public sealed class StorageWatchTests
{
    [Theory]
    [InlineData("http://127.0.0.1:1/acc/in/a%2Fb%20c.pdf", "a/b c.pdf")]
    [InlineData("http://127.0.0.1:1/acc/in/x?comp=blocklist&timeout=3", "x")]
    [InlineData("http://127.0.0.1:1/acc/in/x?comp=metadata", "x")]
    public void Written_NewStateOfABlob_NamesIt(string uri, string name) =>
        Assert.Equal(new BlobVersion("in", name, "0x1"), StorageWatch.Written(new Uri(uri), "\"0x1\""));

    [Theory]
    [InlineData("http://127.0.0.1:1/acc/in?restype=container")]
    [InlineData("http://127.0.0.1:1/acc/in/x?comp=block&blockid=AA")]
    [InlineData("http://127.0.0.1:1/acc/in/x?comp=lease")]
    [InlineData("http://127.0.0.1:1/acc/in/x?comp=tags")]
    public void Written_NoNewState_IsNothing(string uri) => Assert.Null(StorageWatch.Written(new Uri(uri), "\"0x1\""));
}
