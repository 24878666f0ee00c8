using FunctionsApp.Documents;

namespace App.Tests.Documents;

public class DocumentTagTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    public void Tag_ThroughMetadata_ComesBack(string? trace)
    {
        var tag = new DocumentTag("a", "budget", 3, "预算 (1).xlsx", trace);

        Assert.Equal(tag, DocumentTag.Read(tag.ToMetadata()));
    }

    [Fact]
    public void Metadata_NotTraced_SayNothingOfIt() => Assert.Equal(4, new DocumentTag("a", "budget", 3, "b.xlsx").ToMetadata().Count);
}
