using App.Tests.Pages;
using App.Tests.Panels;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applications;

/// <summary>An application as the staff read it.</summary>
public sealed class ApplicationPageTests
{
    [Fact]
    public async Task Page_OfAReaderOfItsContent_HasDocumentsAndAnswers()
    {
        var page = await PageAsync(Shown(opens: true) with { Answers = FormSample.Check(FormSample.Complete).Answers });

        Assert.Contains($"href=\"/api/applications/{Id}/documents/plan\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("plan.pdf", page.Text, StringComparison.Ordinal);
        Assert.Contains("A test platform", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAReaderWithoutRights_HasNeither()
    {
        var names = await PageAsync(Shown(opens: false));
        Assert.Contains("plan.pdf", names.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/documents/plan", names.Html, StringComparison.Ordinal);

        var page = await PageAsync(Shown(opens: false) with { Slots = [] });
        Assert.DoesNotContain("plan.pdf", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A test platform", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_LeadsToTheDossier_ForThoseWhoMayTakeIt(bool takes)
    {
        var page = await PageAsync(Shown(opens: false) with { TakesDossier = takes });

        Assert.Equal(takes, page.Html.Contains($"href=\"/api/applications/{Id}/dossier\" download", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfARejection_GivesTheReasonsAsText()
    {
        var shown = Shown(opens: false);
        var page = await PageAsync(shown with
        {
            Application = shown.Application with { Refusal = new Refusal(new("未通过", "It did not pass"), ["<b>Sums</b>"]) },
        });

        Assert.Contains("It did not pass", page.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Sums&lt;/b&gt;", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Relation.Partner, 0)]
    [InlineData(Relation.Own, 1)]
    [InlineData(Relation.WasAsked, 1)]
    public void As_OfARejectedApplication_WithholdsFromPartnersWhatPeopleWroteAboutIt(Relation relation, int reasons)
    {
        var refusal = new Refusal(new("未通过", "It did not pass"), ["The sums are wrong."]);
        var rejected = Applied with { Refusal = refusal, Appeal = new AppealMark("Panel", 0, Opened, refusal, Opened) };

        var caller = new Caller("someone", "Someone", null, new HashSet<Role> { Role.Applicant }, null, null, Language.English);

        var shown = rejected.As(new Reader(caller, relation, MatterState.Over));

        Assert.Equal((reasons, reasons), (shown.Refusal!.Reasons.Count, shown.Appeal!.Against.Reasons.Count));
        Assert.Equal(refusal.Cause, shown.Refusal.Cause);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task Page_OfAProgrammeWithAPanel_LeadsToItsSheetsForThoseWhoMaySeeThem(bool hasPanel, bool sees, bool leads)
    {
        var shown = Shown(opens: false) with { SeesSheets = sees };
        if (hasPanel) shown = shown with { Definition = Definition(FirstStage(), PanelSample.Definition, Stage()) };

        var page = await PageAsync(shown);

        Assert.Equal(leads, page.Html.Contains($"href=\"/api/applications/{Id}/panels\">Sheets of the panel", StringComparison.Ordinal));
    }

    private static ApplicationShown Shown(bool opens) =>
        new(Applied, Definition(FirstStage(), Stage()) with { Form = FormSample.Form }, Applied.Slots, null, opens);

    private static Task<RenderedPage> PageAsync(ApplicationShown shown)
    {
        var request = RenderedPage.Request(language: Language.English);
        return RenderedPage.OfAsync(RenderedPage.Site().Show<ApplicationPage, ApplicationShown>(request, shown), request);
    }
}
