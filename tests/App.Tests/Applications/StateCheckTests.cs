using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Applications;

public class StateCheckTests
{
    [Fact]
    public void Application_AsItsFactsSay_Agrees()
    {
        Assert.True(Agrees(Examples.Draft(), Drafted(Examples.Draft())));
        Assert.True(Agrees(Examples.Draft() with { Status = ApplicationStatus.Withdrawn }, Drafted(Examples.Draft()), new ApplicationWithdrawn()));
    }

    /// <summary>A form, the facts about it and the reasons of a refusal are no part of what is compared.</summary>
    [Fact]
    public void Application_WithFormAndRefusal_Agrees()
    {
        var rejected = Examples.Draft() with
        {
            Status = ApplicationStatus.Rejected,
            Form = new FormState("ab", [new FieldState("purpose", true)]),
            Refusal = new Refusal(new("原因", "Cause"), ["Reason"]),
        };

        Assert.True(Agrees(rejected, Drafted(rejected), new FormSaved("ab", true, ["purpose"]), new ApplicationSubmitted("special-fund-rd", 1, []),
            new ApplicationReturned(1, []) { Fields = ["purpose"] }, new ApplicationRejected("special-fund-rd", 1)));
        Assert.False(Agrees(rejected, Drafted(rejected), new ApplicationRejected("special-fund-rd", 1), new ApplicationReturned(1, [])));
    }

    [Fact]
    public void Application_ChangedBesideItsFacts_DoesNotAgree()
    {
        var (draft, facts) = (Examples.Draft(), Drafted(Examples.Draft()));
        Assert.False(Agrees(draft with { Status = ApplicationStatus.Approved }, facts));
        Assert.False(Agrees(draft, facts, new ApplicationWithdrawn()));
        Assert.False(Agrees(draft with { Subject = draft.Subject with { Amount = draft.Subject.Amount + 1 } }, facts));
        Assert.False(Agrees(draft with { Subject = draft.Subject with { Sector = "other" } }, facts));
        Assert.False(Agrees(draft with { Applicant = draft.Applicant with { Organisation = CreditCode.Stored("other") } }, facts));
        Assert.False(Agrees(draft with { Version = 2 }, facts));
        Assert.False(Agrees(draft));
    }

    private static bool Agrees(Application application, params IReadOnlyList<Fact> facts) => StateCheck.OfApplication.Agrees(application, facts);

    private static Fact Drafted(Application application) => new ApplicationDrafted(
        application.Programme, application.Version, application.Applicant.Organisation.Value, application.Applicant.District, application.Subject.Sector, application.Subject.Amount);
}
