using System.Net;
using LocalHost.Demo;
using Scenarios.Documents;

namespace Scenarios.Programmes;

/// <summary>Uploads about the midnight at which a guide closes.</summary>
public sealed class GuideClosingTests
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    [Fact]
    public async Task Upload_BegunBeforeTheClosing_CompletesTheApplicationAfterIt()
    {
        await using var city = await CityUnderTest.StartAsync(new DateTimeOffset(2026, 4, 30, 23, 0, 0, Shanghai));
        var (inTime, late) = (await AlmostAsync(city, "In time"), await AlmostAsync(city, "Late"));
        var begun = await OpenAsync(city, inTime);
        await city.PassUntilAsync(new DateTimeOffset(2026, 5, 1, 0, 5, 0, Shanghai));

        await CompleteAsync(city, begun);
        await CompleteAsync(city, await OpenAsync(city, late));

        Assert.Equal(("Submitted", "Draft"), (await inTime.StatusAsync(), await late.StatusAsync()));
        Assert.Equal("Accepted", (await late.SlotAsync(OpenedUpload.Form)).GetProperty("state").GetString());
        Assert.Equal("guide-closed", (await late.SubmitAsync()).Problem);
    }

    /// <summary>With all its documents but one.</summary>
    private static async Task<ApplicationUnderTest> AlmostAsync(CityUnderTest city, string title)
    {
        var application = await city.DraftAsync(title, programme: ApplicationUnderTest.Demonstration);
        await application.UploadAllAsync(OpenedUpload.Form);
        await city.SettleAsync();
        return application;
    }

    private static Task<OpenedUpload> OpenAsync(CityUnderTest city, ApplicationUnderTest application) =>
        OpenedUpload.OpenAsync(city, application, DemoFiles.Pdf("Application form"));

    private static async Task CompleteAsync(CityUnderTest city, OpenedUpload upload)
    {
        await upload.SendAllAsync();
        (await upload.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }
}
