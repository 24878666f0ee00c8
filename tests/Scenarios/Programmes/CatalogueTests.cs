using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace Scenarios.Programmes;

/// <summary>
/// Every programme of the catalogue from the draft to the decision, over HTTP: what its file asks for is asked, and people decide.
/// </summary>
public sealed class CatalogueTests(CityInNovember city) : IClassFixture<CityInNovember>
{
    /// <summary>Those without a public notice: its weeks would take the clock past the end of the guides.</summary>
    /// <remarks>The others: <see cref="NoticesOfTheCatalogueTests"/>.</remarks>
    public static TheoryData<string> Programmes =>
    [
        .. ProgrammePlay.Open.Where(definition => !definition.Held.OfType<PublicNoticeDefinition>().Any())
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
    public async Task Programme_FromDraftToDecision_AsksWhatItsFileSays(string programme)
    {
        var play = new ProgrammePlay(city);
        var definition = play.DefinitionOf(programme);
        var application = await play.SubmitAsync(definition);

        await play.DecideAsync(application, definition);

        await ProgrammePlay.ApprovedAsync(application, definition);
    }
}
