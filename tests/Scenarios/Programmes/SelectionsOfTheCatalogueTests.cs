using System.Net;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Play;

namespace Scenarios.Programmes;

/// <summary>
/// The programmes of the catalogue that have a selection, each under a published guide: all are judged while it is open, then ranked and
/// decided after its last day, and put on notice.
/// </summary>
public sealed class SelectionsOfTheCatalogueTests(CityInNovember city) : IClassFixture<CityInNovember>
{
    /// <summary>Sunday 15 November 2026, 00:05 in Shenzhen: a day after the last one of the guides has passed.</summary>
    private static readonly DateTimeOffset Complete = new(2026, 11, 15, 0, 5, 0, BeijingTime.Offset);

    private static readonly DateOnly Opens = new(2026, 11, 2);

    private static readonly DateOnly Closes = new(2026, 11, 13);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programmes_WithASelection_AreRankedAndDecided()
    {
        var api = new ActingByApi(city.Played);
        using var pages = new ActingByPages(city, "en");
        IReadOnlyList<ProgrammePlay> plays = [new(city.Played, api), new(city.Played, pages)];
        var newest = ProgrammePlay.Newest.Where(definition => definition.Held.OfType<SelectionDefinition>().Any()).ToList();
        Assert.Equal(6, newest.Count);
        foreach (var (index, definition) in newest.Index())
        {
            await ((IActing)(index % 2 == 0 ? api : pages)).PublishGuideAsync(definition, Opens, Closes);
        }

        (await city.Person("lin").GetAsync("/api/programmes", Cancellation)).Expect(HttpStatusCode.OK);

        var waiting = new List<(ProgrammePlay Play, ApplicationUnderTest Application, ProgrammeDefinition Definition)>();
        foreach (var each in newest)
        {
            foreach (var play in plays)
            {
                var definition = play.DefinitionOf(each.Programme);
                Assert.NotNull(definition.GuideId);
                var application = city.Of(await play.SubmitAsync(definition), definition);
                Assert.Equal(People(definition.Held.TakeWhile(IsBefore)), await play.DecideAllAsync(application.Id, definition));
                waiting.Add((play, application, definition));
            }
        }

        await city.PassUntilAsync(Complete);
        Assert.Equal(newest.Count, await ProgrammePlay.SelectAllAsync(city.Played, api, pages));

        foreach (var (play, application, definition) in waiting)
        {
            var after = definition.Held.SkipWhile(IsBefore).Skip(1);
            Assert.Equal(People(after), await play.DecideAllAsync(application.Id, definition));
            Assert.Single(await application.FactsAsync("AmountReserved"));
        }

        await city.PassToResultAsync(await city.NoticeOfAsync(waiting[^1].Application));
        foreach (var (_, application, definition) in waiting) await city.ApprovedAsync(application.Id, definition);
    }

    private static bool IsBefore(StageDefinition stage) => stage is not SelectionDefinition;

    private static IEnumerable<string> People(IEnumerable<StageDefinition> stages) =>
        stages.OfType<PeopleDefinition>().Where(stage => stage.Role is not null).Select(stage => stage.Name);
}
