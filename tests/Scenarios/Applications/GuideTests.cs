using System.Net;
using System.Net.Http.Json;

namespace Scenarios.Applications;

/// <summary>The last hour of the demonstration guide.</summary>
public sealed class LastHour() : City(new DateTimeOffset(2026, 4, 30, 23, 0, 0, TimeSpan.FromHours(8)));

public sealed class GuideTests(LastHour city) : IClassFixture<LastHour>
{
    [Fact]
    public async Task Guide_AfterItsLastDay_TakesNeitherDraftNorSubmission()
    {
        var application = await city.DraftAsync("Just in time", programme: Case.Demonstration);
        await city.PassUntilAsync(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.FromHours(8)));

        await city.RefusedAsync("lin", HttpStatusCode.Conflict, "guide-closed", HttpMethod.Post, "/api/applications", () => JsonContent.Create(Case.Draft("Too late", Case.Demonstration)));
        await application.UnchangedAsync(() =>
            city.RefusedAsync("lin", HttpStatusCode.Conflict, "guide-closed", HttpMethod.Post, $"{application.Address}/submit"));
        await application.UploadAllAsync();
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
    }
}
