using System.Globalization;
using FunctionsApp.Applications;

namespace App.Tests.Applications;

public class ApplicationIndexTests
{
    private const string OfYear = "applications-of-year|2026";
    private const string OfOrganisation = "applications-of-organisation|91350100M000100Y43";
    private const string Decided = "decided-applications|2026-03";
    private const string UnderReview = "applications-under-review|special-fund-rd";

    [Fact]
    public void Lines_ByStatus_AreOfTheirYearAndOrganisationAlwaysAndUnderReviewUntilDecided()
    {
        Assert.Equal([OfYear, OfOrganisation], Lists(Examples.Draft()));
        Assert.Equal([OfYear, OfOrganisation, UnderReview], Lists(Examples.Submitted()));
        Assert.Equal([OfYear, OfOrganisation, UnderReview], Lists(Examples.Returned("budget")));
        Assert.Equal(
            [OfYear, OfOrganisation, Decided], Lists(ConcludeApplication.Approve(Examples.Submitted(), Examples.Fund, "review", Examples.Now).Next));
        Assert.Equal([OfYear, OfOrganisation, Decided], Lists(ConcludeApplication.Reject(Examples.Submitted(), "review", Examples.Now).Next));
        Assert.Equal([OfYear, OfOrganisation, Decided], Lists(WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now).Next));
        Assert.Equal([OfYear, OfOrganisation], Lists(WithdrawApplication.Decide(Examples.Draft(), "u1", Examples.Now).Next));
    }

    [Fact]
    public void Lines_OfAnOrganisation_AreNewestFirst()
    {
        var older = Examples.Draft();
        var newer = older with { Id = "zzzzzzzzzzzzzzzzzzzz", CreatedAt = Examples.Now.AddTicks(1) };

        Assert.True(string.CompareOrdinal(Key(newer), Key(older)) < 0);

        static string Key(Application application) => ApplicationIndex.Lines(application).First().Place.Key;
    }

    /// <summary>The year is Shenzhen's.</summary>
    [Theory]
    [InlineData("2026-12-31T15:59:59Z", "applications-of-year|2026")]
    [InlineData("2026-12-31T16:00:00Z", "applications-of-year|2027")]
    public void Lines_AtTheTurnOfTheYear_AreOfTheYearInShenzhen(string created, string list) => Assert.Equal(
        list, Lists(Examples.Draft() with { CreatedAt = DateTimeOffset.Parse(created, CultureInfo.InvariantCulture) }).First());

    /// <summary>The month is Shenzhen's.</summary>
    [Theory]
    [InlineData("2026-03-31T15:59:59Z", "decided-applications|2026-03")]
    [InlineData("2026-03-31T16:00:00Z", "decided-applications|2026-04")]
    public void Lines_DecidedAtTheTurnOfAMonth_AreOfTheMonthInShenzhen(string decided, string list) => Assert.Equal(
        list,
        Lists(ConcludeApplication.Reject(
            Examples.Submitted(), "review", DateTimeOffset.Parse(decided, CultureInfo.InvariantCulture)).Next).Last());

    [Fact]
    public void Lines_StatusChanges_KeepTheirPlace() => Assert.Equal(
        ApplicationIndex.Lines(Examples.Submitted()).Select(line => line.Place),
        ApplicationIndex.Lines(Examples.Returned("budget")).Select(line => line.Place));

    private static IEnumerable<string> Lists(Application application) =>
        ApplicationIndex.Lines(application).Select(line => line.Place.List);
}
