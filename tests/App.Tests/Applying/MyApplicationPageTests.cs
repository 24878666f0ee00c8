using App.Tests.Pages;
using App.Tests.Programmes.Fields;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applying;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applying;

/// <summary>The page of an application, as its own organisation sees it in each status.</summary>
public sealed class MyApplicationPageTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly ProgrammeDefinition Fund = Definition(FirstStage(), Stage()) with { Form = FormSample.Form };

    private static readonly Application Draft = Applied with
    {
        Status = ApplicationStatus.Draft, SubmittedAt = null, Form = FormState.Of(FormSample.Form, FormSample.Check("{}"), salt: null),
        Slots = [Applied.Slots[0], new SlotState("budget", true, DocumentState.Empty), Applied.Slots[2]],
    };

    [Fact]
    public async Task Draft_Unfinished_ListsWhatIsMissing()
    {
        var page = await PageAsync(Draft);

        Assert.Contains("Not begun", page.Text, StringComparison.Ordinal);
        Assert.Contains("Still missing: Summary, Budget", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/my/{Id}/documents#d-budget\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Cannot be submitted yet", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/my/{Id}/withdraw\"", page.Html, StringComparison.Ordinal);
    }

    /// <summary>Answers that were corrected may ask for more than the return named, and may miss a condition.</summary>
    [Theory]
    [InlineData(Language.English, "Your changes also ask for: Months, Budget", "Not all conditions below are met")]
    [InlineData(Language.Chinese, "修改后还需要：月数、预算", "以下申报条件尚未全部符合")]
    public async Task Returned_ChangesAskForMore_SaysWhat(Language language, string also, string unmet)
    {
        var returned = Returned(new ReturnItem(null, "Which?", "summary")) with
        {
            Form = new FormState("aa", [new FieldState("summary", false), new FieldState("months", false)]),
            Slots = [Applied.Slots[0], new SlotState("budget", true, DocumentState.Empty)],
        };
        var rule = new RuleResult(new LocalizedText("甲", "A"), false);

        var page = await PageAsync(returned, rules: [rule], language: language);
        Assert.Contains(also, page.Text, StringComparison.Ordinal);
        Assert.Contains(unmet, page.Text, StringComparison.Ordinal);
        page = await PageAsync(returned with { Form = new FormState("aa", [new FieldState("summary", false)]), Slots = Applied.Slots }, rules: [rule with { Met = true }], language: language);
        Assert.DoesNotContain(also[..5], page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unmet, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, "Met", "Not met", "Not yet known", "Cannot be submitted yet")]
    [InlineData(Language.Chinese, "符合", "不符合", "尚不能确定", "尚不能提交")]
    public async Task Draft_WithConditions_SaysOfEachWhetherItIsMet(Language language, string met, string unmet, string unknown, string not)
    {
        RuleResult[] rules = [Rule("甲", "A", true), Rule("乙", "B", false), Rule("丙", "C", null)];
        var ready = Draft with { Form = null, Slots = [Applied.Slots[0]] };
        var page = await PageAsync(ready, rules: rules, language: language);

        Assert.Matches($"<span>{rules[0].Reason.In(language)}</span>\\s*<span class=\"state good\">{met}</span>", page.Text);
        Assert.Matches($"<span>{rules[1].Reason.In(language)}</span>\\s*<span class=\"state bad\">{unmet}</span>", page.Text);
        Assert.Matches($"<span>{rules[2].Reason.In(language)}</span>\\s*<span class=\"state\\s*\">{unknown}</span>", page.Text);
        Assert.Contains(not, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(not, (await PageAsync(ready, rules: [rules[0]], language: language)).Text, StringComparison.Ordinal);

        static RuleResult Rule(string chinese, string english, bool? met) => new(new LocalizedText(chinese, english), met);
    }

    [Theory]
    [InlineData(2, "Draft; the guide: closes today", true)]
    [InlineData(3, "Draft; the guide: closes tomorrow", true)]
    [InlineData(12, "Draft; the guide: 10 days left", true)]
    [InlineData(1, "the guide is not open", false)]
    public async Task Draft_ByTheGuidesLastDay_SaysHowManyDaysAreLeft(int closes, string expected, bool leads)
    {
        var guide = Fund.Guide with { Closes = new DateOnly(2026, 3, closes) };
        var page = await PageAsync(Draft, Fund with { Guide = guide });

        Assert.Contains(expected, page.Text, StringComparison.Ordinal);
        Assert.Equal(leads, page.Html.Contains($"/my/{Id}/check", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Review_Running_SaysTheStageSinceAndUntilWhenButNotWho()
    {
        var state = State([Assignment(1, "expert-li"), Assignment(2, "expert-he", AssignmentState.Decided)], [],
            Run("Completeness") with { State = StageRunState.Closed, Outcome = StageOutcome.Passed }, Run());
        var page = await PageAsync(Applied, state: state);

        Assert.Contains("Passed", page.Text, StringComparison.Ordinal);
        Assert.Contains("In progress", page.Text, StringComparison.Ordinal);
        Assert.Contains("since Mon, 2 March 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("expected by ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("expert", page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Review_NotYetAtAStage_ShowsItToCome() =>
        Assert.Contains("To come", (await PageAsync(Applied)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Review_StageThatTheAppDoesNotHold_IsShownAsThat()
    {
        var page = await PageAsync(Applied with { Status = ApplicationStatus.Approved }, Fund with { Stages = [.. Fund.Stages, Outside()] });

        Assert.Contains("Defence", page.Text, StringComparison.Ordinal);
        Assert.Contains("Not held here", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_Document_ShowsTheOldOneBesideTheNew()
    {
        var returned = Returned(new ReturnItem("plan", "Too short."));
        var page = await PageAsync(returned, uploads:
        [
            Upload(1, "plan.pdf", CheckState.Accepted, Opened), Upload(2, "plan-2.pdf", CheckState.Received, Opened.AddDays(2)),
        ]);

        Assert.Contains("Too short.", page.Text, StringComparison.Ordinal);
        Assert.Contains("plan.pdf, version 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("plan-2.pdf, version 2", page.Text, StringComparison.Ordinal);
        Assert.Contains("by Mon, 16 March 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/my/{Id}/documents#d-plan\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_CanBeExtendedOnceByThoseWhoChange_AndShowsThat()
    {
        var returned = Returned(new ReturnItem("plan", "Too short."));
        var link = $"href=\"/my/{Id}/extension\"";
        var extended = returned with { Extensions = [new SupplementExtension(1, "<b>Late</b> report", "u1", Opened, Opened.AddDays(21))] };

        Assert.Contains(link, (await PageAsync(returned)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(link, (await PageAsync(returned, mayChange: false)).Html, StringComparison.Ordinal);
        var page = await PageAsync(extended);
        Assert.DoesNotContain(link, page.Html, StringComparison.Ordinal);
        Assert.Contains("Round 1, until Mon, 23 March 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Late", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_Field_SaysThatTheEarlierAnswerIsNotKept()
    {
        var page = await PageAsync(Returned(new ReturnItem(null, "Which?", "summary")));

        Assert.Contains($"href=\"/my/{Id}/form#f-summary\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("cannot be compared", page.Text, StringComparison.Ordinal);
        Assert.Contains("Not changed yet", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_GivesTheReasonsAndWhatOneCanDo()
    {
        var refusal = new Refusal(new("未通过", "It did not pass"), ["<i>Sums</i>"]);
        var page = await PageAsync(Applied with { Status = ApplicationStatus.Rejected, Refusal = refusal, DecidedAt = Opened });

        Assert.Contains("It did not pass", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;Sums", page.Html, StringComparison.Ordinal);
        Assert.Contains("can apply again", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/my/{Id}/withdraw", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfASignatory_ChangesNothing()
    {
        var page = await PageAsync(Draft, mayChange: false);

        Assert.DoesNotContain($"/my/{Id}/check", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/my/{Id}/withdraw", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_HostileTitleAndFileName_AreText()
    {
        var hostile = Returned(new ReturnItem("plan", "<script>alert(1)</script>")) with
            { Subject = Applied.Subject with { Title = "<script>alert(2)</script>" } };
        var page = await PageAsync(hostile, uploads: [Upload(1, "<img src=x onerror=alert(3)>.pdf", CheckState.Accepted, Opened)]);

        Assert.DoesNotContain("<script>", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img src=x", page.Html, StringComparison.Ordinal);
    }

    private static Application Returned(ReturnItem item)
    {
        var time = new SupplementTime(Opened.AddDays(1), Opened.AddDays(14), "");
        var submitted = Applied with { Form = FormState.Of(FormSample.Form, FormSample.Check(FormSample.Complete), salt: null) };
        return ReturnApplication.Decide(submitted, 1, [item], "test", time).Next;
    }

    private static DocumentRecord Upload(int version, string file, CheckState state, DateTimeOffset at) =>
        new(Id, "plan", version, state, file, 10, "aa", $"{Id}/plan/{version}", at);

    private static Task<RenderedPage> PageAsync(
        Application application, ProgrammeDefinition? definition = null, ReviewState? state = null,
        IReadOnlyList<DocumentRecord>? uploads = null, bool mayChange = true,
        IReadOnlyList<RuleResult>? rules = null, Language language = Language.English)
    {
        var review = (state ?? State()) with { Application = application };
        var shown = new MyApplication(new MyCase(review, uploads ?? []), definition ?? Fund, mayChange, Today) { Eligibility = rules ?? [] };
        var request = RenderedPage.Request($"/my/{Id}", language);
        return RenderedPage.OfAsync(RenderedPage.Site().Show<MyApplicationPage, MyApplication>(request, shown), request);
    }
}
