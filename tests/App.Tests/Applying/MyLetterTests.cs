using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Applying;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;
using Microsoft.Extensions.Options;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applying;

/// <summary>The letters of an application's page, made of its record again.</summary>
public sealed class MyLetterTests
{
    private static readonly Partner Partner = new(CreditCode.Parse("91350100M000100Y43"), "合作单位");
    internal static readonly ProgrammeDefinition Fund = Definition(FirstStage(), Stage());

    /// <summary>Letters whose link leads to an application, and which its applicant's page does not have: each with its reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["copy-sent"] = "It goes to an officer.",
        ["promise-reminder"] = "A reminder is no fact.",
        ["joint-approved"] = "It goes to a partner.",
        ["joint-rejected"] = "It goes to a partner.",
        ["joint-withdrawn"] = "It goes to a partner.",
        ["joint-appealed"] = "It goes to a partner.",
        ["joint-appeal-dismissed"] = "It goes to a partner.",
        ["joint-appeal-upheld"] = "It goes to a partner.",
    };

    /// <summary>What must have happened for a letter.</summary>
    internal static readonly Dictionary<string, (Fact? Fact, MyCase Case)> Cases = new()
    {
        ["draft-ending"] = (
            new DrafterReminded(ErasureStep.Content, Opened, Opened.AddDays(30)), Of(Applied with { Status = ApplicationStatus.Draft })),
        ["application-received"] = (new ApplicationSubmitted("special-fund-rd", 1, []), Of(Applied)),
        ["promise-broken"] = (new PromiseBroken("plan", new DateOnly(2026, 4, 1), "91440300MA5EXA1291"), Of(Applied)),
        ["consent-refused"] = (
            new ConsentClosed(0, ConsentOutcome.Refused, null, []), Of(Applied with { Consents = Asked(ConsentOutcome.Refused) })),
        ["consent-lapsed"] = (
            new ConsentClosed(0, ConsentOutcome.Lapsed, null, []), Of(Applied with { Consents = Asked(ConsentOutcome.Lapsed) })),
        ["signing-returned"] = (
            new SigningClosed(0, SigningOutcome.Returned),
            Of(Applied with { Signing = Signing with { Outcome = SigningOutcome.Returned, Reason = "Not now." } })),
        ["signing-lapsed"] = (
            new SigningClosed(0, SigningOutcome.Lapsed), Of(Applied with { Signing = Signing with { Outcome = SigningOutcome.Lapsed } })),
        ["application-returned"] = (new ApplicationReturned(1, ["plan"]) { Due = Opened }, Of(Applied)),
        ["application-postponed"] = (new SupplementPostponed(1, Opened), Of(Applied)),
        ["application-extended"] = (new SupplementExtended(1, Opened), Of(Applied)),
        ["application-approved"] = (Approved, Of(Applied with { Status = ApplicationStatus.Approved })),
        ["application-rejected"] = (new ApplicationRejected("special-fund-rd", 0), Of(Rejected(null))),
        ["application-rejected-with-appeal"] = (
            new ApplicationRejected("special-fund-rd", 0), Of(Rejected(new AppealTerm("Panel", 0, 15, Opened.AddDays(30))))),
        ["appeal-received"] = (new AppealSubmitted("Panel", 0), Of(Rejected(null) with { Appeal = Mark })),
        ["appeal-dismissed"] = (new AppealDismissed("Panel", 0), Ruled(AppealRuling.Dismissed)),
        ["appeal-upheld"] = (new AppealUpheld("Panel", 0), Ruled(AppealRuling.Upheld)),
        ["appointment-offered"] = (
            new AppointmentOffered("SiteVisit", 0, 1, 0, Opened, Opened.AddHours(2)), Visited(AppointmentState.Offered)),
        ["appointment-confirmed"] = (new AppointmentConfirmed("SiteVisit", 0, 1, false), Visited(AppointmentState.Confirmed)),
        ["appointment-cancelled"] = (new AppointmentCancelled("SiteVisit", 0, 1), Visited(AppointmentState.Cancelled)),
        ["referral-answered"] = (null, Of(Applied) with
        {
            Referrals =
            [
                new Referral("Referral", 0, "91440300MA5REF016D", ReferralState.Talk, Opened) { Reply = new("Call us.", null, null) },
            ],
        }),
        ["selection-reserve"] = (new PutOnReserve("Selection", 0, 1, 2, Opened), Of(Applied)),
        ["document-rejected"] = (new DocumentRejected("plan", 1, new("损坏", "Damaged")), Of(Applied) with
        {
            Uploads =
            [
                new DocumentRecord(Id, "plan", 1, CheckState.Rejected, "plan.pdf", 1, "aa", "b", Opened) { Reason = new("损坏", "Damaged") },
            ],
        }),
    };

    private static SigningRound Signing => new(0, "u1", Opened, "c");

    private static AppealMark Mark => new("Panel", 0, Opened, new Refusal(new("未通过", "Rejected"), []), Opened);

    private static ApplicationApproved Approved => new("special-fund-rd", new("基金", "Fund"), "it", "检测平台", "南山光电");

    public static TheoryData<string> Kinds => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Made_AfterWhatHappened_HasTheLetterAndItsWords(string template)
    {
        var (fact, mine) = Cases[template];

        Assert.Equal([template], Made(fact, mine));
        Assert.All(MyLetter.Of(mine, Record(fact), Fund, Staff), letter => Assert.DoesNotContain('{', letter.Text));
    }

    /// <summary>A new kind of letter to applicants comes to their page, or gives a reason here.</summary>
    [Theory]
    [InlineData("a@example.com", ErasureStep.None, "made of the record")]
    [InlineData("", ErasureStep.None, "no letter could arrive")]
    [InlineData("", ErasureStep.Personal, "places are empty")]
    [InlineData("", ErasureStep.Content, "places are empty")]
    public void About_SaysWhatThereIs(string email, ErasureStep erased, string expected)
    {
        var application = Applied with
        {
            Applicant = Applied.Applicant with { Email = email }, Retention = RetentionMark.None with { Erased = erased },
        };

        Assert.Contains(expected, LetterTexts.About(application).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_ThatLeadToAnApplication_AreOnThePageOrHaveAReason() => Assert.Equal(
        Templates.Names.Where(name => Templates.Find(name).Action == Templates.ViewApplication).Order(StringComparer.Ordinal),
        Cases.Keys.Concat(Elsewhere.Keys).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(ReferralState.Asked)]
    [InlineData(ReferralState.Ended)]
    public void Made_ReferralWithoutAnAnswer_HasNoLetter(ReferralState state) => Assert.Empty(Made(null, Of(Applied) with
    {
        Referrals = [new Referral("Referral", 0, "91440300MA5REF016D", state, Opened)],
    }));

    [Fact]
    public void Made_DrafterWhoWasNotWritten_HasNoLetter() => Assert.Empty(Made(
        new DrafterReminded(ErasureStep.Content, Opened, Opened.AddDays(30)) { Unwritten = true }, Cases["draft-ending"].Case));

    [Fact]
    public void Of_ReferralBetweenTwoFacts_IsInItsPlace()
    {
        var mine = Cases["referral-answered"].Case;
        var record = Record(new ApplicationSubmitted("special-fund-rd", 1, []), new SupplementExtended(1, Opened));
        mine = mine with { Referrals = [mine.Referrals[0] with { ChangedAt = Opened.AddHours(1) }] };

        Assert.Equal(
            [Opened, Opened.AddHours(1), Opened.AddHours(2)], MyLetter.Of(mine, record, Fund, Staff).Select(letter => letter.At).Reverse());
    }

    internal static StaffDirectory Staff => new(Options.Create(new StaffOptions()));

    private static IEnumerable<string> Made(Fact? fact, MyCase mine) =>
        MyLetter.Made(mine, Record(fact), Fund, Staff).Select(made => made.Letter.Template);

    /// <summary>Two hours apart.</summary>
    internal static FactRecord Record(params Fact?[] facts)
    {
        var chain = new List<SealedFact>();
        foreach (var fact in facts.OfType<Fact>())
        {
            var head = chain.Count == 0 ? FactHead.Start : new FactHead(chain[^1].Number, chain[^1].Hash);
            chain.AddRange(FactChain.Append(Id, head, [new NewFact("x", fact)], Opened.AddHours(2 * chain.Count)));
        }

        return FactRecord.Of(
            Id, chain.Count == 0 ? FactHead.Start : new FactHead(chain[^1].Number, chain[^1].Hash), chain, RecordView.All);
    }

    private static MyCase Of(Application application) => new(State() with { Application = application }, []);

    private static Application Rejected(AppealTerm? term) => Applied with
    {
        Status = ApplicationStatus.Rejected, Refusal = new Refusal(new("未通过", "Rejected"), ["No market."]) { Appeal = term },
    };

    private static MyCase Ruled(AppealRuling ruling) => Of(Rejected(null) with { Appeal = Mark with { Ruling = ruling } }) with
    {
        Appeal = new Appeal("Why.", "u1", Opened) { Decision = new AppealDecision("a", "p", ruling, "Because.", "d", Opened) },
    };

    private static ConsentRound Asked(ConsentOutcome outcome) => new(0, "u1", Opened, "c", "partners",
        [new PartnerConsent(Partner, "d", 0) { Reason = "Not now." }])
    {
        Outcome = outcome, EndedBy = Partner.Organisation.Value,
    };

    private static MyCase Visited(AppointmentState state) => Of(Applied) with
    {
        Appointments =
        [
            new Appointment
            {
                Stage = "SiteVisit", Round = 0, Number = 1, Assignment = "x", Officer = "o", State = state,
                Terms = new AppointmentTerms(Opened, Opened.AddHours(2), "1 Science Road", null, [], null),
                AnswerBy = Opened, ChangedAt = Opened,
            },
        ],
    };
}
