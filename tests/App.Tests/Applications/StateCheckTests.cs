using System.Text.Json.Nodes;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Forms;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews.Appeals;

namespace App.Tests.Applications;

public class StateCheckTests
{
    private static readonly Answers Given = Answers.Of(new JsonObject { ["purpose"] = "Laboratory" });

    /// <summary>Submitted, returned for a document and a field, corrected, submitted again.</summary>
    private static readonly ApplicationForm Corrected = new(
        Examples.Whole() with
        {
            Status = ApplicationStatus.Submitted,
            Supplement = new Supplement(1, [new ReturnItem("budget", "Unclear"), new ReturnItem(null, "Short", "purpose")]),
            Form = new FormState(Given.Digest(), [new FieldState("purpose", true)]),
        }, Given);

    private static readonly IReadOnlyList<Fact> Facts =
    [
        Drafted(Corrected.Application),
        new FormSaved("00", false, ["purpose"]),
        new ApplicationSubmitted("special-fund-rd", 1, [new SubmittedDocument("budget", 1, "00")]) { Form = "00" },
        new ApplicationReturned(1, ["budget"]) { Fields = ["purpose"] },
        new FormSaved(Given.Digest(), true, ["purpose"]),
        new ApplicationResubmitted(1, [new SubmittedDocument("budget", 1, "ab")], ["budget"]) { Form = Given.Digest(), ChangedFields = ["purpose"] },
    ];

    [Fact]
    public void Application_AsItsFactsSay_Agrees()
    {
        Assert.True(Agrees(Examples.Draft(), Drafted(Examples.Draft())));
        Assert.True(
            Agrees(Examples.Draft() with { Status = ApplicationStatus.Withdrawn }, Drafted(Examples.Draft()), new ApplicationWithdrawn()));
        Assert.True(Agrees(Corrected, Facts));
        Assert.True(Agrees(
            Corrected with { Application = Corrected.Application with { Status = ApplicationStatus.Rejected, Refusal = new Refusal(new("原因", "Cause"), []) } },
            [.. Facts, new ApplicationRejected("special-fund-rd", 1)]));
        Assert.True(Agrees(
            Reopened(AppealRuling.Upheld),
            [
                .. Facts.Take(3), new ApplicationRejected("special-fund-rd", 0), new AppealSubmitted("Panel", 0),
                new AppealUpheld("Panel", 0), .. Facts.Skip(3),
            ]));
        Assert.False(Agrees(Reopened(null), [.. Facts, new ApplicationRejected("special-fund-rd", 0), new AppealUpheld("Panel", 0)]));
        Assert.True(Agrees(
            Corrected with { Application = Corrected.Application with { Status = ApplicationStatus.Approved } }, [.. Facts, Approved()]));
    }

    [Fact]
    public void Appeal_AsItsFactsSay_Agrees()
    {
        var submitted = new AppealSubmitted("Panel", 0);
        var (upheld, dismissed) = (new AppealUpheld("Panel", 0), new AppealDismissed("Panel", 0));

        Assert.True(CheckAppeal.OfAppeal.Agrees(Corrected, Facts));
        Assert.True(CheckAppeal.OfAppeal.Agrees(Reopened(null), [submitted]));
        Assert.True(CheckAppeal.OfAppeal.Agrees(Reopened(AppealRuling.Upheld), [submitted, upheld]));
        Assert.True(CheckAppeal.OfAppeal.Agrees(Reopened(AppealRuling.Dismissed), [submitted, dismissed]));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Reopened(AppealRuling.Upheld), [submitted, dismissed]));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Reopened(null), [submitted, dismissed]));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Reopened(null), []));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Corrected, [submitted]));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Reopened(null), [submitted, submitted]));
        Assert.False(CheckAppeal.OfAppeal.Agrees(Reopened(null), [new AppealSubmitted("District", 0)]));
    }

    [Fact]
    public void Application_OfRules_AgreesAtEachStep()
    {
        var application = Examples.Draft();
        var facts = new List<Fact> { Drafted(application) };
        foreach (var change in new Func<Application, Change<Application>>[]
        {
            _ => new Change<Application>(Examples.Whole(), []),
            before => SubmitApplication.Decide(before, Answers.None, Examples.Fund, "u1", Examples.Now),
            before => ReturnApplication.Decide(before, 1, [new ReturnItem("budget", "Unclear")], "officer"),
            before => WithdrawApplication.Decide(before, "u1", Examples.Now),
        })
        {
            var changed = change(application);
            facts.AddRange(changed.Facts.Select(fact => fact.Fact));
            application = changed.Next;
            Assert.True(Agrees(application, [.. facts]));
        }
    }

    /// <summary>One member after the other, of each that a fact has recorded.</summary>
    [Fact]
    public void Application_AnyRecordedMemberCorrupted_DoesNotAgree()
    {
        var honest = Corrected.Application;
        Application[] corrupted =
        [
            honest with { Status = ApplicationStatus.Approved },
            honest with { Programme = "other" },
            honest with { Version = 2 },
            honest with { Applicant = honest.Applicant with { Organisation = CreditCode.Stored("other") } },
            honest with { Applicant = honest.Applicant with { District = "440306" } },
            honest with { Subject = honest.Subject with { Sector = "other" } },
            honest with { Subject = honest.Subject with { Amount = honest.Subject.Amount + 1 } },
            honest with { Supplement = honest.Supplement with { Round = 2 } },
            honest with { Supplement = honest.Supplement with { Items = [honest.Supplement.Items[0]] } },
            honest with { Supplement = honest.Supplement with { Items = [honest.Supplement.Items[1]] } },
            honest with { Supplement = Supplement.None },
            honest with { Form = honest.Form! with { Sha256 = "00" } },
            honest with { Form = honest.Form with { Fields = [new FieldState("purpose", false)] } },
            honest with { Form = null },
            Examples.With(honest, slot => slot.Type == "budget" ? slot with { Sha256 = "00" } : slot),
            Examples.With(honest, slot => slot.Type == "budget" ? slot with { Version = 0 } : slot),
            Examples.With(honest, slot => slot.Type == "budget" ? slot with { State = DocumentState.Rejected } : slot),
        ];

        Assert.All(corrupted, each => Assert.False(Agrees(Corrected with { Application = each }, Facts), each.ToString()));
    }

    [Fact]
    public void Answers_ChangedBesideTheirDigest_DoNotAgree()
    {
        Assert.False(Agrees(Corrected with { Answers = Answers.Of(new JsonObject { ["purpose"] = "Villa" }) }, Facts));
        Assert.False(Agrees(Corrected with { Answers = Answers.None }, Facts));
        Assert.False(Agrees(new ApplicationForm(Examples.Draft(), Given), [Drafted(Examples.Draft())]));
    }

    [Fact]
    public void Approval_OfAnotherTitleOrAnotherOrganisation_DoesNotAgree()
    {
        var approved = Corrected.Application with { Status = ApplicationStatus.Approved };
        foreach (var each in new[] { approved with { Subject = approved.Subject with { Title = "Other" } }, approved with { Supplement = Supplement.None } })
        {
            Assert.False(Agrees(Corrected with { Application = each }, [.. Facts, Approved()]));
        }

        Assert.False(Agrees(Corrected with { Application = approved }, [.. Facts, Approved() with { Organisation = "other" }]));
        Assert.False(Agrees(Corrected with { Application = approved }, [.. Facts, Approved() with { Sector = "other" }]));
    }

    [Fact]
    public void Facts_ThatTheStateDoesNotShow_DoNotAgree()
    {
        var draft = Examples.Draft();
        Assert.False(Agrees(draft));
        Assert.False(Agrees(draft, Drafted(draft), new ApplicationWithdrawn()));
        Assert.False(Agrees(draft, Drafted(draft), new FormSaved("ab", true, ["purpose"])));
        Assert.False(Agrees(Corrected, [.. Facts, new FormSaved("ab", true, ["purpose"])]));
        Assert.False(Agrees(Corrected, [.. Facts.SkipLast(1)]));
    }

    /// <summary>A later version may have been accepted after the submission: its own fact is compared with the slot.</summary>
    [Fact]
    public void Document_OfALaterVersionThanSubmitted_Agrees() => Assert.True(Agrees(Corrected with
    {
        Application = Examples.With(
            Corrected.Application, slot => slot.Type == "budget" ? slot with { Version = 2, Sha256 = "cd" } : slot),
    }, Facts));

    private static ApplicationApproved Approved() => new("special-fund-rd", new("项目", "Programme"), "it", "Title", "91350100M000100Y43");

    private static bool Agrees(Application application, params IReadOnlyList<Fact> facts) =>
        Agrees(new ApplicationForm(application, Answers.None), facts);

    private static bool Agrees(ApplicationForm form, IReadOnlyList<Fact> facts) => StateCheck.OfApplication.Agrees(form, facts);

    private static Fact Drafted(Application application) => new ApplicationDrafted(
        application.Programme, application.Version, application.Applicant.Organisation.Value, application.Applicant.District, application.Subject.Sector, application.Subject.Amount);

    /// <summary>Its first rejection was appealed; null while that is examined.</summary>
    private static ApplicationForm Reopened(AppealRuling? ruling) => Corrected with
    {
        Application = Corrected.Application with
        {
            Appeal = new AppealMark("Panel", 0, Examples.Now, new Refusal(new("原因", "Cause"), []), Examples.Now) { Ruling = ruling },
        },
    };
}
