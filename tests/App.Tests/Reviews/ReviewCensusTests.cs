using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

public class ReviewCensusTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "below 1 day")]
    [InlineData(23.9, "below 1 day")]
    [InlineData(24, "1-7 days")]
    [InlineData(167.9, "1-7 days")]
    [InlineData(168, "7-30 days")]
    [InlineData(719.9, "7-30 days")]
    [InlineData(720, "30 days and more")]
    [InlineData(100_000, "30 days and more")]
    [InlineData(-1, "below 1 day")]
    public void Band_OfAnAge_BeginsWithItsLowerBound(double hours, string band) =>
        Assert.Equal(band, ReviewCensus.Band(TimeSpan.FromHours(hours)));

    [Fact]
    public void Count_SeveralAssigneesOfOneReview_IsOneReviewAtTheirStage()
    {
        var counted = ReviewCensus.Count([Open("a")], [Line("a", "Panel"), Line("a", "Panel")], Now);

        Assert.Equal((new ReviewGroup("rd", "Panel", "1-7 days"), 1), (counted.Single().Key, counted.Single().Value));
    }

    [Theory]
    [InlineData(ApplicationStatus.Returned, ReviewCensus.Supplement)]
    [InlineData(ApplicationStatus.Submitted, ReviewCensus.Nobody)]
    public void Count_NobodyIsAsked_SaysWhatItWaitsFor(ApplicationStatus status, string stage) =>
        Assert.Equal(stage, Assert.Single(ReviewCensus.Count([Open("a") with { Status = status }], [], Now)).Key.Stage);

    [Fact]
    public void Count_AlikeOnes_AreOneGroup()
    {
        var counted = ReviewCensus.Count(
            [Open("a"), Open("b"), Open("c") with { Programme = "award" }],
            [Line("a", "District"), Line("b", "District"), Line("c", "District")], Now);

        Assert.Equal([("award", 1), ("rd", 2)], counted.Select(group => (group.Key.Programme, (int)group.Value)).Order());
    }

    [Fact]
    public void Count_AssignmentOfAReviewThatIsOver_CountsNothing() => Assert.Empty(ReviewCensus.Count([], [Line("a", "Panel")], Now));

    [Fact]
    public void Oldest_OfSeveral_IsTheFirstOpened() =>
        Assert.Equal(
            TimeSpan.FromDays(9),
            ReviewCensus.Oldest([Line("a", "Panel", Now.AddDays(-2)), Line("b", "Panel", Now.AddDays(-9)), Line("c", "Panel")], Now));

    [Fact]
    public void Oldest_OfNone_IsZero() => Assert.Equal(TimeSpan.Zero, ReviewCensus.Oldest([], Now));

    private static OpenApplication Open(string id) => new(id, "rd", ApplicationStatus.Submitted, Now.AddDays(-3));

    private static AssignmentLine Line(string application, string stage, DateTimeOffset? opened = null) =>
        new("id", new Ask("review", application, stage, 0), Polls.Plan().About, Now.AddDays(1), opened ?? Now);
}
