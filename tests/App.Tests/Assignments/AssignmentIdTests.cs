using FunctionsApp.Assignments;

namespace App.Tests.Assignments;

public sealed class AssignmentIdTests
{
    [Fact]
    public void Parse_OwnId_GivesItsParts()
    {
        var ask = new Ask("review", "0123456789abcdefghjk", "Panel", 1);

        Assert.Equal(new AssignmentId(ask, 12), AssignmentId.Parse(AssignmentId.Of(ask, 12)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("review.0123456789abcdefghjk.Panel.0")]
    [InlineData("review.0123456789abcdefghjk.Panel.0.1.1")]
    [InlineData("0123456789abcdefghjk.Panel.0.1")]
    [InlineData("re|view.0123456789abcdefghjk.Panel.0.1")]
    [InlineData(".0123456789abcdefghjk.Panel.0.1")]
    [InlineData("review.0123456789abcdefghjk..0.1")]
    [InlineData("review.0123456789abcdefghjk.Pan|el.0.1")]
    [InlineData("review.0123456789abcdefghjk.Panel.0.01")]
    [InlineData("review.0123456789abcdefghjk.Panel.+0.1")]
    [InlineData("review.0123456789ABCDEFGHJK.Panel.0.1")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(AssignmentId.Parse(text));

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Parse_LengthOfAWord_IsBounded(int length, bool valid)
    {
        var ask = new Ask("review", "0123456789abcdefghjk", new string('x', length), 0);

        Assert.Equal(valid, AssignmentId.Parse(AssignmentId.Of(ask, 1)) is not null);
    }
}
