using App.Tests.Fixtures;
using App.Tests.Pages;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using Microsoft.Extensions.Options;
using static App.Tests.Reviews.ReviewSample;
using Refusal = FunctionsApp.Applications.Refusal;

namespace App.Tests.Applications.Partners;

/// <summary>What a partner's people read of a joint application that is over.</summary>
public sealed class JointOutcomeTests
{
    private const string One = "91350100M000100Y43", Other = "91440300MA5EXB340R";

    private readonly MemoryApp app = new(Opened, ReviewAggregate.Kind, []);

    [Theory]
    [InlineData(ApplicationStatus.Approved, ConsentOutcome.Agreed, "已通过")]
    [InlineData(ApplicationStatus.Rejected, ConsentOutcome.Agreed, "未通过")]
    [InlineData(ApplicationStatus.Withdrawn, ConsentOutcome.Agreed, "已撤回")]
    [InlineData(ApplicationStatus.Withdrawn, ConsentOutcome.Withdrawn, "已撤回")]
    public async Task Page_OfAPartner_HasTheOutcomeAndNothingOfTheApplicantAlone(
        ApplicationStatus status, ConsentOutcome outcome, string words)
    {
        await app.Store.PutAsync(State() with { Application = Joint(status, outcome) });

        foreach (var role in new[] { Role.Applicant, Role.Signatory, Role.Partner })
        {
            var page = await PageAsync(One, role);
            Assert.Contains($"<span class=\"state\">{words}</span>", page, StringComparison.Ordinal);
            Assert.Equal(status == ApplicationStatus.Rejected, page.Contains(AppealTexts.Appeal.Chinese, StringComparison.Ordinal));
            // What people wrote to the applicant, the files, why another partner refused, and the way to change it.
            Assert.DoesNotContain("市场前景不明", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/documents/plan", page, StringComparison.Ordinal);
            Assert.DoesNotContain("份额太少", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/my/", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("91440300MA5REF016D", ApplicationStatus.Approved, ConsentOutcome.Agreed)]
    [InlineData(One, ApplicationStatus.Withdrawn, ConsentOutcome.Recalled)]
    [InlineData(One, ApplicationStatus.Withdrawn, ConsentOutcome.Refused)]
    public async Task Page_OfAStrangerOrOfADraft_IsNotFound(string organisation, ApplicationStatus status, ConsentOutcome outcome)
    {
        await app.Store.PutAsync(State() with { Application = Joint(status, outcome) });

        Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(() => PageAsync(organisation, Role.Applicant))).Type.Slug);
    }

    private static Application Joint(ApplicationStatus status, ConsentOutcome outcome) => Applied with
    {
        Status = status,
        DecidedAt = Opened,
        Refusal = status != ApplicationStatus.Rejected ? null : new Refusal(new("未通过", "Rejected"), ["市场前景不明"]),
        Appeal = status != ApplicationStatus.Rejected ? null
            : new AppealMark("Panel", 0, Opened, new Refusal(new("未通过", "Rejected"), []), Opened) { Ruling = AppealRuling.Dismissed },
        Consents = new ConsentRound(1, "applicant-1", Opened, "c", "partners",
        [
            new PartnerConsent(new Partner(CreditCode.Parse(One), "甲"), "d", 1) { State = ConsentState.Consented, Person = "p" },
            new PartnerConsent(new Partner(CreditCode.Parse(Other), "乙"), "d", 1) { State = ConsentState.Refused, Reason = "份额太少" },
        ])
        {
            Outcome = outcome,
        },
    };

    private async Task<string> PageAsync(string organisation, Role role)
    {
        var catalogue = Catalogue(FirstStage(), Stage());
        var drafts = new DraftDesk(
            app.Store, app.Lists, catalogue, new DraftLimit(app.Lists, Options.Create(new ApplicationOptions())), app.Time);
        var http = new ApplicationHttp(
            app.Store, app.Lists, catalogue, drafts, [], RenderedPage.Site(), app.Time, app.Tools.Staff);
        var (_, body) = await MemoryApp.CallAsync(request =>
        {
            request.Headers.Accept = "text/html";
            request.Headers.AcceptLanguage = "zh-CN";
            request.HttpContext.Features.Set(new Caller(
                "p", "P", null, new HashSet<Role> { role }, CreditCode.Parse(organisation), null, Language.Chinese));
            return http.GetAsync(request, Id, TestContext.Current.CancellationToken);
        }, "p");
        return System.Net.WebUtility.HtmlDecode(body);
    }
}
