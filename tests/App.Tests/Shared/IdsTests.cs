using FunctionsApp.Shared;

namespace App.Tests.Shared;

public class IdsTests
{
    [Fact]
    public void From_PartsJoinedDifferently_GivesOtherIds() => Assert.NotEqual(Ids.From("ab", "c"), Ids.From("a", "bc"));
}
