using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Play;

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
        IReadOnlyList<ProgrammePlay> plays = [new(city.Played, new ActingByApi(city.Played)), new(city.Played, pages)];
        var onNotice = new List<(ApplicationUnderTest Application, ProgrammeDefinition Definition)>();
        foreach (var open in CityInNovember.Open.Where(definition => definition.Held.OfType<PublicNoticeDefinition>().Any()))
        {
            foreach (var play in plays)
            {
                var definition = play.DefinitionOf(open.Programme);
                var application = city.Of(await play.SubmitAsync(definition), definition);
                await CityInNovember.DecideAsync(play, application.Id, definition);
                Assert.Equal("Open", (await city.NoticeOfAsync(application)).GetProperty("state").GetString());
                onNotice.Add((application, definition));
            }
        }

        Assert.NotEmpty(onNotice);
        await city.PassToResultAsync(await city.NoticeOfAsync(onNotice[^1].Application));

        foreach (var (application, definition) in onNotice) await city.ApprovedAsync(application.Id, definition);
    }
}
