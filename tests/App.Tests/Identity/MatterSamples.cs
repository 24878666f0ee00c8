using App.Tests.Reviews;
using App.Tests.Warnings;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Duplicates;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.SiteVisits;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Warnings;

namespace App.Tests.Identity;

/// <summary>One matter of each kind that rights are about.</summary>
internal static class MatterSamples
{
    /// <summary>Credit code of the application's partner.</summary>
    public const string Partner = "91440300MA5EXB340R";

    /// <summary>An application of an organisation: the stage District is closed, Panel waits for two people.</summary>
    public static ReviewState Review(
        CreditCode organisation, MatterState state, string asked, string wasAsked, string scoring = "scoring", string blind = "blind")
    {
        var application = ReviewSample.Applied with
        {
            Applicant = ReviewSample.Applied.Applicant with { Organisation = organisation },
            Consents = new ConsentRound(0, "someone", ReviewSample.Opened, "digest", "partners",
            [
                new PartnerConsent(new Partner(CreditCode.Parse(Partner), "伙伴"), "digest", 0) { State = ConsentState.Consented },
            ])
            {
                Outcome = ConsentOutcome.Agreed,
            },
            Status = state switch { MatterState.Draft => ApplicationStatus.Signing, MatterState.Open => ApplicationStatus.Submitted, _ => ApplicationStatus.Approved },
            Signing = state != MatterState.Draft ? null : new SigningRound(0, "someone", ReviewSample.Opened, "digest"),
            SubmittedAt = state == MatterState.Draft ? null : ReviewSample.Opened,
        };
        return ReviewSample.State(
        [
            ReviewSample.Assignment(1, asked), ReviewSample.Assignment(2, "colleague", AssignmentState.Decided),
            ReviewSample.Assignment(1, wasAsked, AssignmentState.Decided, "District"),
            ReviewSample.Assignment(3, scoring) with { Sight = AssignmentSight.Content },
            ReviewSample.Assignment(4, blind) with { Sight = AssignmentSight.Title },
            ReviewSample.Assignment(5, "institution") with { Sight = AssignmentSight.Referral },
        ]) with { Application = application };
    }

    /// <summary>An accepted report of January 2026.</summary>
    public static ReportState Report(CreditCode organisation) => new(
        new Report(organisation, "中心", "2026-01", 1),
        [
            new ReportVersion(
                1, ReportStatus.Accepted, [new ReportLine("it", "440305", [new Figure("staff", 12)])], "someone", ReviewSample.Opened),
        ]);

    /// <summary>With an appeal that was dismissed.</summary>
    public static AppealState WithAppeal(AppealState state) => new(
        state.Review with
        {
            Application = state.Application with
            {
                Appeal = new AppealMark("Panel", 0, ReviewSample.Opened, new Refusal(new("", ""), []), ReviewSample.Opened)
                {
                    Ruling = AppealRuling.Dismissed,
                },
            },
        },
        new Appeal("Why.", "someone", ReviewSample.Opened));

    /// <summary>What the record of such an application says, with the rights by which it is shown.</summary>
    public static IReadOnlyList<(NewFact Fact, Right Right)> Record(string asked, string wasAsked)
    {
        AssignmentOpened Opened(string stage, int number, string person) => new(Id(stage, number), stage, 0, person, ReviewSample.Opened);

        DecisionRecorded Decided(string stage, int number) => new(Id(stage, number), stage, 0, DecisionKind.Approve, [], "digest");

        return
        [
            (new NewFact("applicant-1", new ApplicationSubmitted("special-fund-rd", 1, [])), Right.Course),
            (new NewFact("function", Opened("District", 1, wasAsked)), Right.ReviewersOfClosedStages),
            (new NewFact(wasAsked, Decided("District", 1)), Right.VotesOfClosedStages),
            (new NewFact("function", new StageClosed("District", 0, StageOutcome.Passed, 1, 0, 0, 0)), Right.Course),
            (new NewFact("function", Opened("Panel", 1, asked)), Right.ReviewersOfOpenStages),
            (new NewFact("function", Opened("Panel", 2, "colleague")), Right.ReviewersOfOpenStages),
            (new NewFact("colleague", Decided("Panel", 2)), Right.VotesOfOpenStages),
        ];
    }

    public static WarningState WarningDraft(string id)
    {
        var draft = Sample.Draft();
        return draft with { Warning = draft.Warning with { Id = id } };
    }

    public static AlertDraftState AlertDraft(string id) => new(
        new AlertDraft
        {
            Id = id, Author = "someone-else", Sectors = ["it"], Title = new LocalizedText("标题", "Title"), Text = new LocalizedText("正文", "Text"),
            PublishAt = ReviewSample.Opened, CreatedAt = ReviewSample.Opened, RequestHash = "hash",
        },
        []);

    /// <summary>An application with a text that is also in itself.</summary>
    public static DuplicateReport Duplicates(string id) => new(
        id,
        [
            new Comparison(
                0, ReviewSample.Opened, [new ComparedPart(ComparedKind.Document, "plan", 1, TextState.Read)], 1,
                [new Duplicate(Likeness.SimilarText, ComparedKind.Document, "plan", 1, id, ComparedKind.Document, "plan", 1, 50)]),
        ]);

    /// <summary>With an appointment and its accepted photo.</summary>
    public static VisitState WithPhoto(VisitState state, string photo) => state with
    {
        Appointments =
        [
            new Appointment
            {
                Stage = "SiteVisit", Round = 0, Number = 1, Assignment = "x", Officer = "someone-else",
                Terms = new AppointmentTerms(ReviewSample.Opened, ReviewSample.Opened.AddHours(2), "1 Science Road", null, [], null),
                AnswerBy = ReviewSample.Opened, ChangedAt = ReviewSample.Opened,
            },
        ],
        Uploads =
        [
            new DocumentRecord(
                ReviewSample.Id, "photo.SiteVisit.0.1", 1, CheckState.Accepted, "gate.jpg", 10, "aa", $"{ReviewSample.Id}/x/{photo}",
                ReviewSample.Opened) { IsAttachment = true },
        ],
    };

    /// <summary>A copy of an application for one person.</summary>
    public static Copies Copies(string id, string person) => new(
        new CopiedMatter(id, new LocalizedText("检测平台", "Platform"), new LocalizedText("专项资金", "Fund")),
        [new Copy(1, person, "asked", null, ReviewSample.Opened)]);

    private static string Id(string stage, int number) => ReviewSample.Assignment(number, stage: stage).Id;
}
