using System.Net;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using LocalHost.Demo;

namespace Scenarios.Programmes;

/// <summary>
/// The programmes of the catalogue that have a selection, each under a published guide: all are judged while it is open, then ranked and
/// decided after its last day, and put on notice.
/// </summary>
public sealed class SelectionsOfTheCatalogueTests(CityInNovember city) : IClassFixture<CityInNovember>
{
    /// <summary>Sunday 15 November 2026, 00:05 in Shenzhen: a day after the last one of the guides has passed.</summary>
    private static readonly DateTimeOffset Complete = new(2026, 11, 15, 0, 5, 0, BeijingTime.Offset);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programmes_WithASelection_AreRankedAndDecided()
    {
        var play = new ProgrammePlay(city);
        var newest = ProgrammeLoader.LoadEmbedded().GroupBy(definition => definition.Programme)
            .Select(versions => versions.MaxBy(definition => definition.Version)!)
            .Where(definition => definition.Held.OfType<SelectionDefinition>().Any()).ToList();
        Assert.Equal(6, newest.Count);
        foreach (var definition in newest) await PublishAsync(definition);
        (await city.Person("lin").GetAsync("/api/programmes", Cancellation)).Expect(HttpStatusCode.OK);

        var waiting = new List<(ApplicationUnderTest Application, ProgrammeDefinition Definition)>();
        foreach (var each in newest)
        {
            var definition = play.DefinitionOf(each.Programme);
            Assert.NotNull(definition.GuideId);
            var application = await play.SubmitAsync(definition);
            Assert.Equal(People(definition.Held.TakeWhile(IsBefore)), await play.DecideAllAsync(application));
            waiting.Add((application, definition));
        }

        await city.PassUntilAsync(Complete);
        Assert.Equal(newest.Count, await SelectAsync());

        foreach (var (application, definition) in waiting)
        {
            var after = definition.Held.SkipWhile(IsBefore).Skip(1);
            Assert.Equal(People(after), await play.DecideAllAsync(application));
            Assert.Single(await application.FactsAsync("AmountReserved"));
        }

        await city.PassToResultAsync(await city.NoticeOfAsync(waiting[^1].Application));
        foreach (var (application, definition) in waiting) await ProgrammePlay.ApprovedAsync(application, definition);
    }

    private static bool IsBefore(StageDefinition stage) => stage is not SelectionDefinition;

    private static IEnumerable<string> People(IEnumerable<StageDefinition> stages) =>
        stages.OfType<PeopleDefinition>().Where(stage => stage.Role is not null).Select(stage => stage.Name);

    private async Task PublishAsync(ProgrammeDefinition definition)
    {
        var (programme, version, terms) = (definition.Programme, definition.Version, definition.Guide);
        var body = new
        {
            programme, version, year = 2026, opens = "2026-11-02", closes = "2026-11-13", budget = terms.Budget,
            maximumAmount = terms.MaximumAmount, sectors = terms.Sectors,
        };
        var drafted = (await city.Person("admin").PostAsync("/api/guides", body, Cancellation)).Expect(HttpStatusCode.Created);
        var id = drafted.Json.GetProperty("id").GetString()!;
        (await city.Person("admin").PostAsync($"/api/guides/{id}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
    }

    /// <returns>How many lists were decided, each as it was proposed.</returns>
    private async Task<int> SelectAsync()
    {
        var users = city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        var asked = city.Mailbox.All()
            .Where(mail => mail.Link?.AbsolutePath.Contains("/assignments/selection.", StringComparison.Ordinal) == true).ToList();
        foreach (var mail in asked)
        {
            (await city.Person(users[mail.To]).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token }, Cancellation))
                .Expect(HttpStatusCode.Accepted);
        }

        await city.SettleAsync();
        return asked.Count;
    }
}
