using App.Tests.Documentation;

namespace App.Tests.Platform.Http;

public class HeadTests
{
    [Fact]
    public void Functions_ThatAnswerGet_AnswerHead() => Assert.Empty(
        from function in AccessTables.Functions
        let methods = function.Trigger.Methods!.Select(method => method.ToUpperInvariant()).ToList()
        where methods.Contains("GET") && !methods.Contains("HEAD")
        select function.Name);
}
