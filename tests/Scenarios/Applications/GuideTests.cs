using System.Net;
using System.Net.Http.Json;

namespace Scenarios.Applications;

public sealed class GuideTests
{
    [Fact]
    public async Task Guide_AfterItsLastDay_TakesNeitherDraftNorSubmission()
    {
        // The last hour of the demonstration guide.
        await using var city = await CityUnderTest.StartAsync(new DateTimeOffset(2026, 4, 30, 23, 0, 0, TimeSpan.FromHours(8)));
        var application = await city.DraftAsync("Just in time", programme: ApplicationUnderTest.Demonstration);
        await city.PassUntilAsync(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.FromHours(8)));

        var late = ApplicationUnderTest.Draft("Too late", ApplicationUnderTest.Demonstration);
        await city.RefusedAsync(
            "lin", HttpStatusCode.Conflict, "guide-closed", HttpMethod.Post, "/api/applications", () => JsonContent.Create(late));
        await application.UnchangedAsync(() =>
            city.RefusedAsync("lin", HttpStatusCode.Conflict, "guide-closed", HttpMethod.Post, $"{application.Address}/submit"));
        await application.UploadAllAsync();
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
    }
}
