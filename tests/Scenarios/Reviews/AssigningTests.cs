using System.Net;

namespace Scenarios.Reviews;

public sealed class AssigningTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Application_TwoStagesOfOneRole_NobodyDecidesBoth()
    {
        var application = await city.SubmitAsync("Two stages", programme: ApplicationUnderTest.Demonstration);

        var first = Assert.Single(await application.DecideAsync("Completeness", "Approve"));
        var (mail, second) = Assert.Single(application.Asked("District"));

        Assert.NotEqual(first, second);
        await application.UnchangedAsync(async () =>
            Assert.Equal("not-assignee", (await application.TryDecideAsync(mail, first, "Approve")).Expect(HttpStatusCode.Forbidden).Problem));
        // Nor does it pass on to the first when the second leaves it undecided.
        await city.PassUntilAsync((await application.FactsAsync("StageOpened"))[^1].GetProperty("due").GetDateTimeOffset());
        Assert.Equal("null", Assert.Single(await application.FactsAsync("AssignmentEscalated")).GetProperty("to").GetRawText());
        Assert.Empty(application.Asked("District"));
        (await application.TryDecideAsync(mail, second, "Approve")).Expect(HttpStatusCode.Accepted);
    }
}
