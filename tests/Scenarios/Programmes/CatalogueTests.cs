using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Play;

namespace Scenarios.Programmes;

/// <summary>
/// Every programme of the catalogue from the draft to the decision, by API and by pages: what its file asks for is asked, and people
/// decide.
/// </summary>
public sealed class CatalogueTests(CityInNovember city) : IClassFixture<CityInNovember>
{
    /// <summary>Those without a public notice: its weeks would take the clock past the end of the guides.</summary>
    /// <remarks>The others: <see cref="NoticesOfTheCatalogueTests"/>.</remarks>
    public static TheoryData<string> Programmes =>
    [
        .. CityInNovember.Open.Where(definition => !definition.Held.OfType<PublicNoticeDefinition>().Any())
            .Select(definition => definition.Programme),
        CityInNovember.Added,
    ];

    [Fact]
    public void Catalogue_EveryProgrammeOfTheNotice_IsThere() => Assert.Equal(
        [
            "alliance", "award", "demonstration-base", "demonstration-institution", "finance-referral", "informatization",
            "institution-setup", "overseas-talent", "practice-certification", "public-platform", "qualification-recognition",
            "reputation-rating", "special-fund-emerging-industries", "special-fund-industrial-progress", "special-fund-ip",
            "special-fund-rd", "special-fund-sme", "talent-recognition", "talent-training",
        ],
        ProgrammeLoader.LoadEmbedded().Select(definition => definition.Programme).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Programmes))]
    public Task Programme_FromDraftToDecisionByApi_AsksWhatItsFileSays(string programme) =>
        PlayAsync(programme, new ActingByApi(city.Played));

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task Programme_FromDraftToDecisionByPages_AsksWhatItsFileSays(string programme)
    {
        using var pages = new ActingByPages(city, "zh-CN");
        await PlayAsync(programme, pages);
    }

    private async Task PlayAsync(string programme, IActing acting)
    {
        var play = new ProgrammePlay(city.Played, acting);
        var definition = play.DefinitionOf(programme);
        var id = await play.SubmitAsync(definition);

        await CityInNovember.DecideAsync(play, id, definition);

        await city.ApprovedAsync(id, definition);
    }
}
