using App.Tests.Pages;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Programmes;

public sealed class ProgrammePageTests
{
    private static readonly DateOnly Opens = new(2026, 3, 2);
    private static readonly LocalizedText Title = new("甲", "A");

    public static TheoryData<string, int, Language> Definitions
    {
        get
        {
            var data = new TheoryData<string, int, Language>();
            foreach (var definition in ProgrammeLoader.LoadEmbedded())
            {
                foreach (var language in Enum.GetValues<Language>()) data.Add(definition.Programme, definition.Version, language);
            }

            return data;
        }
    }

    [Theory]
    [InlineData(Language.Chinese, "申报条件", "符合条件")]
    [InlineData(Language.English, "Conditions to apply", "The condition is met")]
    public async Task Page_WithConditions_SaysThemInWords(Language language, string title, string condition)
    {
        var request = RenderedPage.Request("/programmes/special-fund-rd", language);
        var shown = new ProgrammeShown(Expressions.RuleSample.With("[total] > 1"), Opens);
        var page = await RenderedPage.OfAsync(RenderedPage.Site().Show<ProgrammePage, ProgrammeShown>(request, shown), request);

        Assert.Contains($"<h2>{title}</h2>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"<li>{condition}</li>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[total]", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Everything that an applicant has to bring, and who decides in what order and time.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public async Task Page_OfEveryDefinition_ShowsAllThatItAsks(string programme, int version, Language language)
    {
        var definition = new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()).Get(programme, version);
        var request = RenderedPage.Request($"/programmes/{programme}", language);
        var page = await RenderedPage.OfAsync(
            RenderedPage.Site().Show<ProgrammePage, ProgrammeShown>(request, new ProgrammeShown(definition, Opens)), request);

        Assert.All(
            definition.Stages, stage => Assert.Contains($">{stage.Title.In(language)}</text>", page.Text, StringComparison.Ordinal));
        Assert.All(
            definition.Stages, stage => Assert.Contains(ProgrammeTexts.Who(stage).In(language), page.Text, StringComparison.Ordinal));
        Assert.All(definition.Form, field => Assert.Contains(field.Label.In(language), page.Text, StringComparison.Ordinal));
        Assert.All(definition.Documents, slot => Assert.Contains(slot.Name.In(language), page.Text, StringComparison.Ordinal));
        var places = definition.Stages.Select(stage => page.Text.IndexOf($">{stage.Title.In(language)}</text>", StringComparison.Ordinal));
        Assert.Equal(places.Order(), places);
        Assert.Contains($"<html lang=\"{language.Tag()}\">", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "Not yet open")]
    [InlineData(0, "Open now, 10 days left")]
    [InlineData(9, "Open now, closes tomorrow")]
    [InlineData(10, "Open now, closes today")]
    [InlineData(11, "Closed")]
    public void State_ByDay_SaysWhatToExpect(int day, string expected) =>
        Assert.Equal(expected, ProgrammeTexts.State(Guide(Opens.AddDays(10)), Opens.AddDays(day)).English);

    [Fact]
    public void State_OfAStandingCall_HasNoEnd()
    {
        Assert.Equal("Open now", ProgrammeTexts.State(Guide(null), Opens.AddYears(1)).English);
        Assert.Equal("2026年3月2日（周一）起，常年受理", ProgrammeTexts.Days(Guide(null)).Chinese);
    }

    [Fact]
    public void Who_OfAStage_NamesRoleNumberAndTime()
    {
        var people = new ApprovalDefinition
        {
            Name = "A", Title = Title, Role = FunctionsApp.Identity.Role.Expert, Assignees = 3, Approvals = 2, WorkingDays = 7, DelegateWorkingDays = 1,
        };

        Assert.Equal("Expert, 2 of 3 approve, 7 working days", ProgrammeTexts.Who(people).English);
        Assert.Equal(ProgrammeTexts.Automatic, ProgrammeTexts.Who(new CompletenessDefinition { Name = "C", Title = Title }));
    }

    public static TheoryData<StageDefinition, string> Outside => new()
    {
        { new SiteVisitDefinition { Name = "A", Title = Title, WorkingDays = 3 }, "Not held here; 3 working days" },
        { new DefenceDefinition { Name = "A", Title = Title }, "Not held here; 10 working days" },
        { new SelectionDefinition { Name = "A", Title = Title }, "Not held here" },
        { new SelectionDefinition { Name = "A", Title = Title, Places = 20 }, "Not held here; the best 20" },
        { new GrantDefinition { Name = "A", Title = Title, Mode = GrantMode.AfterAcceptance }, "Not held here; paid after acceptance" },
        { new RecognitionDefinition { Name = "A", Title = Title, Years = 3 }, "Not held here; valid for 3 years" },
        { new ReferralDefinition { Name = "A", Title = Title, Institutions = [Title] }, "Not held here" },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void Who_OfAStageThatTheAppDoesNotHold_SaysSo(StageDefinition stage, string expected) =>
        Assert.Equal(expected, ProgrammeTexts.Who(stage).English);

    [Theory]
    [InlineData(1, "1 KB")]
    [InlineData(512 * 1024, "512 KB")]
    [InlineData(1024 * 1024, "1 MB")]
    [InlineData(95 * 1024 * 1024, "95 MB")]
    public void Size_AsPeopleCount(long bytes, string expected) => Assert.Equal(expected, ProgrammeTexts.Size(bytes));

    private static Guide Guide(DateOnly? closes) => new(2026, Opens, closes, null, null, []);
}
