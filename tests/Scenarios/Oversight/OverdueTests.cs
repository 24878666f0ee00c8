using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Oversight;

/// <summary>A stage that asks its officer longer than was promised: seen, recorded and written about.</summary>
public sealed class OverdueTests(CityWithConditions city) : IClassFixture<CityWithConditions>
{
    [Fact]
    public async Task Stage_PromisedTimeIsOver_AdministratorsFollowItUp()
    {
        var application = await city.DraftJointAsync("Slow");
        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "no", ["co-funding"] = 2_000_000 });
        await application.UploadAsync("application-form", "a.pdf", Media.Pdf, DemoFiles.Pdf("Form", "Lin and Co"));
        await city.SettleAsync();
        // Two promised working days from Monday 2 March: until Wednesday 18:00.
        await city.PassUntilAsync(CityUnderTest.Start.AddDays(3));
        Assert.Equal("Red", (await ReviewAsync(application)).GetProperty("light").GetString());

        await city.PassUntilAsync(CityUnderTest.Start.AddDays(4));

        Assert.Single(await application.FactsAsync("StageOverdue"));
        var letter = Assert.Single(city.MailsTo("admin"), mail => mail.Subject.StartsWith("超期督办（1 项）：Slow", StringComparison.Ordinal));
        Assert.Contains("/oversight?light=Red", letter.Text, StringComparison.Ordinal);
        var own = await city.Person("lin").GetAsync($"/my/{application.Id}", TestContext.Current.CancellationToken);
        Assert.Contains("takes longer than was promised", own.Body, StringComparison.Ordinal);
        Assert.Contains("2 working days", own.Body, StringComparison.Ordinal);

        await application.DecideAsync("District", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Empty(await ReviewsAsync());
    }

    private async Task<JsonElement> ReviewAsync(ApplicationUnderTest application) =>
        (await ReviewsAsync()).Single(review => review.GetProperty("application").GetString() == application.Id);

    private async Task<IReadOnlyList<JsonElement>> ReviewsAsync()
    {
        var answer = await city.Person("admin").GetAsync("/api/oversight/reviews", TestContext.Current.CancellationToken);
        return [.. answer.Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];
    }
}
