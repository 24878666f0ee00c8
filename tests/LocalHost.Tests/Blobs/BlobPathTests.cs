using LocalHost.Blobs;

namespace LocalHost.Tests.Blobs;

public sealed class BlobPathTests
{
    [Theory]
    [InlineData("in/{name}", "a/b.pdf", "name=a/b.pdf")]
    [InlineData("in/{id}/{name}.pdf", "7/plan.pdf", "id=7,name=plan")]
    [InlineData("in/x{{{n}}}", "x{1}", "n=1")]
    [InlineData("in", "anything", "")]
    [InlineData("in/fix.ed", "fix.ed", "")]
    public void Match_NameOfThePattern_GivesItsParts(string path, string name, string parts) =>
        Assert.Equal(parts, string.Join(',', BlobPath.Parse(path).Match(name)!.Select(part => $"{part.Key}={part.Value}")));

    [Theory]
    [InlineData("in/{id}/{name}.pdf", "7/plan.txt")]
    [InlineData("in/fix.ed", "fixxed")]
    [InlineData("in/a/{name}", "b/x")]
    public void Match_OtherName_GivesNothing(string path, string name) => Assert.Null(BlobPath.Parse(path).Match(name));

    [Theory]
    [InlineData("/{name}")]
    [InlineData("{container}/x")]
    [InlineData("in/{name")]
    [InlineData("in/name}")]
    [InlineData("in/{a}/{a}")]
    [InlineData("in/{}")]
    public void Parse_PathWithoutMeaning_Throws(string path) => Assert.Throws<FormatException>(() => BlobPath.Parse(path));

    [Theory]
    [InlineData("in/{name}", "")]
    [InlineData("in/a/b-{name}", "a/b-")]
    public void Prefix_IsWhatComesBeforeTheFirstPart(string path, string prefix) => Assert.Equal(prefix, BlobPath.Parse(path).Prefix);
}
