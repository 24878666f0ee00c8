using FunctionsApp.Platform.Http;
using FunctionsApp.Portal;

namespace App.Tests.Portal;

public class ProblemCatalogueTests
{
    [Fact]
    public void All_Problems_HaveSlugStatusAndBothLanguages()
    {
        Assert.Contains(PlatformProblems.NotFound.Slug, ProblemCatalogue.All.Keys);
        Assert.All(ProblemCatalogue.All.Values, problem =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", problem.Slug);
            Assert.InRange(problem.Status, 400, 599);
            Assert.All([problem.Title, problem.Remedy], text =>
            {
                Assert.Contains(text.Chinese, character => character >= '\u4E00');
                Assert.DoesNotContain(text.English, character => character >= '\u4E00');
                Assert.NotEmpty(text.English);
            });
        });
    }
}
