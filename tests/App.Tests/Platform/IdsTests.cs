using CsCheck;
using FunctionsApp.Platform;

namespace App.Tests.Platform;

public class IdsTests
{
    [Fact]
    public void From_PartsJoinedDifferently_GivesOtherIds() => Assert.NotEqual(Ids.From("ab", "c"), Ids.From("a", "bc"));

    [Fact]
    public void From_SameParts_GivesTheSameId() =>
        Gen.Select(Gen.String, Gen.String).Sample((first, second) => Assert.Equal(Ids.From(first, second), Ids.From(first, second)));

    [Fact]
    public void From_AnyParts_GivesAnId() => Gen.String.Array[0, 4].Sample(parts => Assert.True(Ids.IsId(Ids.From(parts))));

    [Fact]
    public void New_Twice_Differs()
    {
        Assert.True(Ids.IsId(Ids.New()));
        Assert.NotEqual(Ids.New(), Ids.New());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdefghj")]
    [InlineData("0123456789abcdefghjkm")]
    [InlineData("0123456789ABCDEFGHJK")]
    [InlineData("../../../etc/passwd.")]
    [InlineData("0123456789abcdefghji")]
    public void IsId_OtherShape_IsNot(string? text) => Assert.False(Ids.IsId(text));
}
