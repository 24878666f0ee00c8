using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace Scenarios.Programmes;

/// <summary>
/// The programmes of the catalogue that have a public notice, by API and by pages: all are put on notice while their guides are open, then
/// the weeks pass once.
/// </summary>
public sealed class NoticesOfTheCatalogueTests(CityInNovember city) : IClassFixture<CityInNovember>
{
    [Fact]
    public async Task Programmes_WithAPublicNotice_AreDecidedAfterIt()
    {
        using var pages = new ActingByPages(city, "en");
        IReadOnlyList<ProgrammePlay> plays = [new(city, new ActingByApi(city)), new(city, pages)];
        var onNotice = new List<(ApplicationUnderTest Application, ProgrammeDefinition Definition)>();
        foreach (var open in ProgrammePlay.Open.Where(definition => definition.Held.OfType<PublicNoticeDefinition>().Any()))
        {
            foreach (var play in plays)
            {
                var definition = play.DefinitionOf(open.Programme);
                var application = await play.SubmitAsync(definition);
                await play.DecideAsync(application, definition);
                Assert.Equal("Open", (await city.NoticeOfAsync(application)).GetProperty("state").GetString());
                onNotice.Add((application, definition));
            }
        }

        Assert.NotEmpty(onNotice);
        await city.PassToResultAsync(await city.NoticeOfAsync(onNotice[^1].Application));

        foreach (var (application, definition) in onNotice) await ProgrammePlay.ApprovedAsync(application, definition);
    }
}
