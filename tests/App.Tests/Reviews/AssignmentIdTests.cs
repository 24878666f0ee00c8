using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

public sealed class AssignmentIdTests
{
    [Fact]
    public void Parse_OwnId_GivesItsParts() =>
        Assert.Equal(new AssignmentId(ReviewSample.Id, "Panel", 1, 12), AssignmentId.Parse(AssignmentId.Of(ReviewSample.Id, "Panel", 1, 12)));

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdefghjk.Panel.0")]
    [InlineData("0123456789abcdefghjk.Panel.0.1.1")]
    [InlineData("0123456789abcdefghjk.Pan|el.0.1")]
    [InlineData("0123456789abcdefghjk.Panel.0.01")]
    [InlineData("0123456789abcdefghjk.Panel.+0.1")]
    [InlineData("0123456789ABCDEFGHJK.Panel.0.1")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(AssignmentId.Parse(text));
}
