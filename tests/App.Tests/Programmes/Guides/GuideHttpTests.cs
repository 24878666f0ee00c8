using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Programmes.Guides;

public class GuideHttpTests
{
    private readonly MemoryApp app = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), GuideAggregate.Kind, []);
    private readonly ProgrammeCatalogue catalogue = new(ProgrammeLoader.LoadEmbedded());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_AnnouncedGuide_IsACompleteRecordForAnyone()
    {
        await new GuideTimer(catalogue, app.Store, app.Time).AnnounceAsync(null!, Cancellation);

        var record = await ReadAsync("special-fund-rd", "2");

        Assert.True(record.Whole);
        Assert.Equal(["GuideOpened"], record.Facts.Select(fact => fact.Type));
    }

    [Fact]
    public async Task Facts_BeforeTheFirstNews_AreNone()
    {
        var record = await ReadAsync("special-fund-rd", "1");

        Assert.True(record.Whole);
        Assert.Empty(record.Facts);
    }

    [Theory]
    [InlineData("special-fund-rd", "9")]
    [InlineData("special-fund-rd", "01")]
    [InlineData("nothing", "1")]
    public async Task Facts_UnknownGuide_AreNotFound(string programme, string version) => Assert.Equal(
        "unknown-programme",
        await SlugAsync(request => new GuideHttp(catalogue, app.Store).FactsAsync(request, programme, version, Cancellation), null));

    private async Task<FactRecord> ReadAsync(string programme, string version)
    {
        var (_, body) = await CallAsync(
            request => new GuideHttp(catalogue, app.Store).FactsAsync(request, programme, version, Cancellation), null);
        return JsonSerializer.Deserialize<FactRecord>(body, AppJson.Options)!;
    }
}
