using CsCheck;
using FunctionsApp.Selections;

namespace App.Tests.Selections;

public sealed class RankCandidatesTests
{
    private static readonly IReadOnlyDictionary<string, string> NoHolders = new Dictionary<string, string>();

    /// <summary>Candidates with scores that are often equal, a budget, places, and projects that are reserved elsewhere.</summary>
    private static readonly Gen<(Candidate[] Candidates, SelectionLimits Limits, bool[] Held)> Calls = Gen.Select(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 300]).Array[0, 40], Gen.Int[0, 3000], Gen.Int[0, 30], Gen.Bool.Array[40]).Select(
        (rows, budget, places, held) => (
            rows.Select((row, index) => SelectionSample.Candidate(index, 60 + row.Item1, row.Item2 * 1000m)).ToArray(),
            new SelectionLimits(budget == 0 ? null : budget * 1000m, places == 0 ? null : places), held));

    [Fact]
    public void Order_EqualScores_TheEarlierSubmissionThenTheIdComesFirst()
    {
        var (second, first, last) = (
            SelectionSample.Candidate(2, 80), SelectionSample.Candidate(1, 80), SelectionSample.Candidate(3, 79.99m));
        var twins = new[] { 5, 6 }.Select(number => SelectionSample.Candidate(number, 80) with { SubmittedAt = last.SubmittedAt }).ToList();

        Assert.Equal(
            [
                first.Application, second.Application, .. twins.Select(twin => twin.Application).Order(StringComparer.Ordinal),
                last.Application,
            ],
            RankCandidates.InOrder([last, .. twins, second, first]).Select(candidate => candidate.Application));
    }

    [Fact]
    public void Order_WithoutAScore_ComesLast() => Assert.Equal(
        [SelectionSample.Id(2), SelectionSample.Id(1)],
        RankCandidates.InOrder([SelectionSample.Candidate(1, null), SelectionSample.Candidate(2, 0)]).Select(each => each.Application));

    [Fact]
    public void Order_WhateverCameFirst_IsTheSame() => Calls.Sample(call =>
        RankCandidates.InOrder(call.Candidates).SequenceEqual(RankCandidates.InOrder(call.Candidates.Reverse())));

    [Theory]
    [InlineData(200_000, null, 2)]
    [InlineData(199_999, null, 1)]
    [InlineData(null, 3, 3)]
    [InlineData(1_000_000, 1, 1)]
    [InlineData(null, null, 4)]
    public void Propose_AtTheBoundary_SelectsSoMany(int? budget, int? places, int expected)
    {
        var ranked = RankCandidates.InOrder(Enumerable.Range(1, 4).Select(number => SelectionSample.Candidate(number, 90 - number)));

        var list = RankCandidates.Propose(ranked, new SelectionLimits(budget, places), NoHolders, SelectionSample.At);

        Assert.Equal(expected, list.Count(placing => placing.Proposed is not null));
    }

    [Fact]
    public void Propose_OneThatNoLongerFits_IsOvertakenByNone()
    {
        var ranked = new[]
        {
            SelectionSample.Candidate(1, 90), SelectionSample.Candidate(2, 80, 250_000), SelectionSample.Candidate(3, 70, 50_000),
        };

        var list = RankCandidates.Propose(ranked, new SelectionLimits(300_000, null), NoHolders, SelectionSample.At);

        Assert.Equal([100_000m, null, null], list.Select(placing => placing.Proposed));
    }

    [Fact]
    public void Propose_AnyCall_KeepsBudgetPlacesAndReservedProjects() => Calls.Sample(call =>
    {
        var ranked = RankCandidates.InOrder(call.Candidates);
        var holders = ranked.Where((_, index) => call.Held[index % call.Held.Length])
            .ToDictionary(candidate => candidate.Application, _ => "another");
        var list = RankCandidates.Propose(ranked, call.Limits, holders, SelectionSample.At);
        var selected = list.Where(placing => placing.Outcome == PlacingOutcome.Selected).ToList();
        Assert.True(call.Limits.Allow(selected.Count, selected.Sum(placing => placing.Amount)));
        Assert.DoesNotContain(selected, placing => holders.ContainsKey(placing.Application));
        Assert.Equal(Enumerable.Range(1, ranked.Count), list.Select(placing => placing.Rank));
        // Down the ranking: after the first that does not fit, none is selected.
        var free = list.Where(placing => placing.Holder is null).Select(placing => placing.Proposed is not null).ToList();
        Assert.Equal(free.OrderByDescending(each => each), free);
    });
}
