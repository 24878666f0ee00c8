using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

/// <summary>What people read who consented for a partner.</summary>
public sealed class WriteToPartnersTests
{
    private static readonly CreditCode One = CreditCode.Parse("91350100M000100Y43"), Other = CreditCode.Parse("91440300MA5EXB340R");

    private readonly MemoryApp app = new(Opened, ReviewAggregate.Kind, [MemoryApp.Member("partner-1", role: Role.Partner)]);

    [Theory]
    [InlineData(ConsentOutcome.Agreed)]
    [InlineData(ConsentOutcome.Withdrawn)]
    public async Task Withdrawn_WhoConsented_GetsOneLetter(ConsentOutcome outcome)
    {
        await WriteAsync(Joint(ApplicationStatus.Withdrawn, outcome));

        var letter = Assert.Single(app.Letters.DistinctBy(each => each.Id));
        Assert.Equal(($"joint-withdrawn.{Id}.{One.Value}", "partner-1"), (letter.Id, letter.StaffId));
        Assert.Equal(("合作单位", $"applications/{Id}"), (letter.Values["partner"], letter.Link));
    }

    [Theory]
    [InlineData(ApplicationStatus.Withdrawn, ConsentOutcome.Recalled)]
    [InlineData(ApplicationStatus.Withdrawn, ConsentOutcome.Refused)]
    [InlineData(ApplicationStatus.Submitted, ConsentOutcome.Agreed)]
    public async Task Withdrawn_ADraftOrNotAtAll_WritesNothing(ApplicationStatus status, ConsentOutcome outcome)
    {
        await WriteAsync(Joint(status, outcome));

        Assert.Empty(app.Letters);
    }

    [Fact]
    public void Appeal_Stages_AreLettersWithoutReasons()
    {
        var appealed = Joint(ApplicationStatus.Rejected, ConsentOutcome.Agreed);
        var (definition, staff) = (Definition(FirstStage()), app.Tools.Staff);
        Letter[] letters =
        [
            .. PartnerLetters.AppealReceived(appealed, definition, staff),
            .. PartnerLetters.AppealRuled(appealed, definition, staff, AppealRuling.Dismissed),
            .. PartnerLetters.AppealRuled(appealed, definition, staff, AppealRuling.Upheld),
        ];

        Assert.Equal(["joint-appealed", "joint-appeal-dismissed", "joint-appeal-upheld"], letters.Select(letter => letter.Template));
        Assert.DoesNotContain(letters, letter => letter.Values.ContainsKey("reason"));
        Assert.All(letters, letter => LetterMessage.Write(
            letter, new("a", "a@x.cn"), new("b", "b@x.cn"), "http://x/", Opened));
    }

    private static Application Joint(ApplicationStatus status, ConsentOutcome outcome) => Applied with
    {
        Status = status,
        Consents = new ConsentRound(1, "applicant-1", Opened, "c", "partners",
        [
            new PartnerConsent(new Partner(One, "合作单位"), "d", 1) { State = ConsentState.Consented, Person = "partner-1" },
            new PartnerConsent(new Partner(Other, "乙"), "d", 1) { State = ConsentState.Asked },
        ])
        {
            Outcome = outcome,
        },
    };

    private async Task WriteAsync(Application application)
    {
        await app.Store.PutAsync(State() with { Application = application });
        var write = new WriteToPartners(
            app.Store, Catalogue(FirstStage(), Stage()), app.Tools.Staff, new LetterSender(app.Bus.Client));
        for (var time = 0; time < 2; time++) await write.WithdrawnAsync(Id, TestContext.Current.CancellationToken);
    }
}
