using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace App.Tests.Applications;

public class DraftApplicationTests
{
    private static readonly DraftRequest Request = new("special-fund-rd", "Title", "it", 1000m);

    [Fact]
    public void Draft_HasAnEmptySlotPerDocument()
    {
        var change = Draft(Request);
        var application = change.Next;
        Assert.Equal(
            Examples.Fund.Documents.Select(slot => (slot.Type, slot.Required, DocumentState.Empty)),
            application.Slots.Select(slot => (slot.Type, slot.Required, slot.State)));
        Assert.Equal((ApplicationStatus.Draft, 1, "440305"), (application.Status, application.Version, application.Applicant.District));
        Assert.Equal((Examples.Id, "special-fund-rd", Examples.Now), (application.Id, application.Programme, application.CreatedAt));
        Assert.Equal((null, null), (application.SubmittedAt, application.DecidedAt));
    }

    [Fact]
    public void Draft_Fact_SaysWhatIsAppliedForAndNamesNobody()
    {
        var fact = Assert.Single(Draft(Request).Facts);
        Assert.Equal("u1", fact.Actor);
        Assert.Equal(new ApplicationDrafted("special-fund-rd", 1, "91350100M000100Y43", "440305", "it", 1000m), fact.Fact);
        Assert.DoesNotContain("example.org", FactChain.Append(Examples.Id, FactHead.Start, [fact], Examples.Now)[0].Data);
    }

    [Theory]
    [InlineData("0.01", true)]
    [InlineData("3000000", true)]
    [InlineData("3000000.01", false)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("1.001", false)]
    [InlineData(null, false)]
    public void Draft_Amount_IsWithinTheGuide(string? amount, bool taken)
    {
        var request = Request with { Amount = amount is null ? null : decimal.Parse(amount) };
        if (taken) Assert.Equal(request.Amount, Draft(request).Next.Subject.Amount);
        else Assert.Equal("amount-out-of-range", Examples.Slug(() => Draft(request)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public void Draft_AmountWhereNothingIsGranted_IsNone(string? amount, bool taken)
    {
        var request = new DraftRequest("demonstration-institution", "Title", "it", amount is null ? null : decimal.Parse(amount));
        if (taken) Assert.Equal(0, Draft(request, Examples.Institution).Next.Subject.Amount);
        else Assert.Equal("amount-out-of-range", Examples.Slug(() => Draft(request, Examples.Institution)));
    }

    [Theory]
    [InlineData("2026-03-01T15:59:59Z", false)]
    [InlineData("2026-03-01T16:00:00Z", true)]
    [InlineData("2026-04-30T15:59:59Z", true)]
    [InlineData("2026-04-30T16:00:00Z", false)]
    public void Draft_GuideDays_AreThoseOfShanghai(string at, bool open)
    {
        var request = new DraftRequest("demonstration-institution", "Title", "it");
        void Act() => Draft(request, Examples.Institution, DateTimeOffset.Parse(at));
        if (open) Act();
        else Assert.Equal("guide-closed", Examples.Slug(Act));
    }

    [Fact]
    public void Draft_GuideClosed_SaysItsDays()
    {
        var problem = Assert.Throws<ProblemException>(() => DraftApplication.RequireOpen(Examples.Institution, new DateOnly(2026, 5, 1)));
        Assert.Equal(new DateOnly(2026, 3, 2), problem.Extensions["opens"]);
        Assert.Equal(new DateOnly(2026, 4, 30), problem.Extensions["closes"]);
        Assert.Contains("2026-04-30", problem.Detail!.Chinese);
    }

    [Fact]
    public void Draft_TitleOrSectorNotValid_IsRefused()
    {
        Assert.Equal(200, Draft(Request with { Title = new string('t', 200) }).Next.Subject.Title.Length);
        Assert.Equal("t", Draft(Request with { Title = " t " }).Next.Subject.Title);
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = new string('t', 201) })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = " " })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = "a\u0000b" })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Sector = "mining" })));
    }

    [Fact]
    public void Draft_SameRequestAgain_FindsWhatTheFirstMadeAlsoAfterTheLastDay()
    {
        var first = Draft(new DraftRequest("demonstration-institution", "Title", "it"), Examples.Institution).Next;
        var command = Command(new DraftRequest("demonstration-institution", "Title", "it"));
        var again = DraftApplication.Decide(first, Examples.Institution, command, DateTimeOffset.Parse("2026-05-10T00:00:00Z"));
        Assert.Same(first, again.Next);
        Assert.Empty(again.Facts);
    }

    [Fact]
    public void Draft_OtherRequestUnderTheSameKey_IsRefused() => Assert.Equal("idempotency-key-reused", Examples.Slug(() =>
        DraftApplication.Decide(Draft(Request).Next, Examples.Fund, Command(Request) with { Hash = "other" }, Examples.Now)));

    private static Change<Application> Draft(DraftRequest request, ProgrammeDefinition? definition = null, DateTimeOffset? at = null) =>
        DraftApplication.Decide(null, definition ?? Examples.Fund, Command(request), at ?? Examples.Now);

    private static DraftCommand Command(DraftRequest request) => new(Examples.Id, request, Examples.Applicant, "hash");
}
