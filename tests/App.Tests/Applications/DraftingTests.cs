using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace App.Tests.Applications;

public class DraftingTests
{
    private static readonly DraftRequest Request = new("special-fund-rd", "Title", "it", 1000m);

    [Fact]
    public void Draft_HasAnEmptySlotPerDocument()
    {
        var (application, fact) = Draft(Request);
        Assert.Equal(Examples.Fund.Documents.Select(slot => (slot.Type, slot.Required, DocumentState.Empty)), application.Slots.Select(slot => (slot.Type, slot.Required, slot.State)));
        Assert.Equal((ApplicationStatus.Draft, 1, "440305"), (application.Status, application.Version, application.District));
        Assert.Equal(ApplicationFacts.Drafted, fact.Type);
        Assert.DoesNotContain("example.org", System.Text.Json.JsonSerializer.Serialize(fact.Data));
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
        if (taken) Assert.Equal(request.Amount, Draft(request).Application.Amount);
        else Assert.Equal("amount-out-of-range", Examples.Slug(() => Draft(request)));
    }

    [Fact]
    public void Draft_AmountWhereNothingIsGranted_IsRefused()
    {
        var request = new DraftRequest("demonstration-institution", "Title", "it", 1m);
        Assert.Equal("amount-out-of-range", Examples.Slug(() => Drafting.Draft(Examples.Id, Examples.Institution, request, Examples.Drafter, "h", Examples.Now)));
    }

    [Theory]
    [InlineData("2026-03-01T15:59:59Z", false)]
    [InlineData("2026-03-01T16:00:00Z", true)]
    [InlineData("2026-04-30T15:59:59Z", true)]
    [InlineData("2026-04-30T16:00:00Z", false)]
    public void Draft_GuideDays_AreThoseOfShanghai(string at, bool open)
    {
        var request = new DraftRequest("demonstration-institution", "Title", "it");
        void Act() => Drafting.Draft(Examples.Id, Examples.Institution, request, Examples.Drafter, "h", DateTimeOffset.Parse(at));
        if (open) Act();
        else Assert.Equal("guide-closed", Examples.Slug(Act));
    }

    [Fact]
    public void Draft_GuideClosed_SaysItsDays()
    {
        var problem = Assert.Throws<ProblemException>(() => Drafting.RequireOpen(Examples.Institution, new DateOnly(2026, 5, 1)));
        Assert.Equal(new DateOnly(2026, 3, 2), problem.Extensions["opens"]);
        Assert.Equal(new DateOnly(2026, 4, 30), problem.Extensions["closes"]);
        Assert.Contains("2026-04-30", problem.Detail!.Chinese);
    }

    [Fact]
    public void Draft_TitleOrSectorNotValid_IsRefused()
    {
        Assert.Equal(200, Draft(Request with { Title = new string('t', 200) }).Application.Title.Length);
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = new string('t', 201) })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = " " })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Title = "a\u0000b" })));
        Assert.Equal("invalid-field", Examples.Slug(() => Draft(Request with { Sector = "mining" })));
    }

    private static (Application Application, NewFact Fact) Draft(DraftRequest request) =>
        Drafting.Draft(Examples.Id, Examples.Fund, request, Examples.Drafter, "hash", Examples.Now);
}
