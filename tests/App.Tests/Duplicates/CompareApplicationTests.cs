using FunctionsApp.Duplicates;
using FunctionsApp.Platform;

namespace App.Tests.Duplicates;

public sealed class CompareApplicationTests
{
    private static readonly string Id = Ids.From("own");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Decide_NewRound_IsKeptWithItsFact()
    {
        var change = CompareApplication.Decide(new DuplicateReport(Id, [Round(0)]), Round(1));

        Assert.Equal([0, 1], change.Next.Comparisons.Select(each => each.Round));
        Assert.Equal((Id, 1, 7), Assert.Single(change.Facts).Fact is DuplicatesCompared fact
            ? (fact.Application, fact.Round, fact.Against) : default);
    }

    [Fact]
    public void Decide_EarlierRoundLate_IsSortedIn() => Assert.Equal(
        [0, 1], CompareApplication.Decide(new DuplicateReport(Id, [Round(1)]), Round(0)).Next.Comparisons.Select(each => each.Round));

    [Fact]
    public void Decide_TheSameRoundAgain_ChangesNothing() =>
        Assert.Empty(CompareApplication.Decide(new DuplicateReport(Id, [Round(0)]), Round(0)).Facts);

    [Theory]
    [InlineData(0.194, null)]
    [InlineData(0.195, 20)]
    [InlineData(0.2, 20)]
    [InlineData(1, 100)]
    public void Of_Share_CountsFromTwentyPercentOn(double share, int? percent)
    {
        var fingerprint = new Fingerprint(Id, ComparedKind.Document, "plan", 1, new byte[16]);
        var candidate = new Candidate(fingerprint, fingerprint with { Application = Ids.From("other"), Type = "form" },
            Likeness.SimilarText, 0.5);

        var duplicate = CompareApplication.Of(candidate, share);

        Assert.Equal(percent, duplicate?.Percent);
        Assert.True(duplicate is null || (duplicate.Other, duplicate.OtherType) == (Ids.From("other"), "form"));
    }

    private static Comparison Round(int round) => new(round, At, [], 7, []);
}
