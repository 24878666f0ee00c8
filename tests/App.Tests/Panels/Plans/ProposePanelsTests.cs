using CsCheck;
using FunctionsApp.Panels.Plans;

namespace App.Tests.Panels.Plans;

public sealed class ProposePanelsTests
{
    private static readonly Gen<SmallCall> Small = Gen.Select(
        Gen.Int[1, 3], Gen.Int[2, 5], Gen.Int[1, 2], Gen.Int[1, 4], Gen.Int[1, 2], Gen.Int[-1, 3].Array[20], Gen.Int[-1, 1].Array[5],
        (applications, experts, seats, most, colleagues, mismatches, organisations) =>
            new SmallCall(applications, experts, seats, most, colleagues, mismatches, organisations));

    [Fact]
    public void Decide_AnyCall_KeepsConflictsAndQuotas() => Small.Sample(small =>
    {
        var panels = small.Decide();

        Assert.All(panels, panel => Assert.Equal(panel.Experts.Distinct(), panel.Experts));
        Assert.All(panels, panel => Assert.All(panel.Experts, expert => Assert.NotNull(small.Mismatch(panel.Application, expert))));
        Assert.All(panels, panel => Assert.True(panel.Experts.Count <= small.Seats));
        Assert.All(Loads(panels, small), load => Assert.True(load <= small.Most));
        Assert.All(panels, panel => Assert.All(
            panel.Experts.Select(small.OrganisationOf).OfType<string>().CountBy(name => name),
            each => Assert.True(each.Value <= small.Colleagues)));
    });

    [Fact]
    public void Decide_SmallCall_FillsSeatsEvensLoadsAndFitsAsWellAsEveryOtherWay() => Small.Sample(small =>
    {
        var (panels, best) = (small.Decide(), small.Best());

        Assert.Equal(best.Seats, small.Worth(panels).Seats);
        // Which seats stay empty is decided by the order of applications alone.
        if (best.Seats == small.Applications * small.Seats) Assert.Equal(best, small.Worth(panels));
    });

    [Fact]
    public void Decide_SameCallInAnotherOrder_ProposesTheSame() => Small.Sample(small =>
    {
        var (one, other) = (small.Decide(), small.Decide(isReversed: true));

        Assert.Equal(
            one.Select(panel => (panel.Application, string.Join(' ', panel.Experts))),
            other.Select(panel => (panel.Application, string.Join(' ', panel.Experts))));
    });

    [Fact]
    public void Decide_LoadsThatExpertsHave_AreEvened()
    {
        var call = new PanelCall(["a", "b"], [new("x", Load: 2), new("y"), new("z")], 1, 9, 9);

        Assert.Equal(["y", "z"], ProposePanels.Decide(call, (_, _) => 0).SelectMany(panel => panel.Experts).Order());
    }

    [Fact]
    public void Decide_NoExpertIsFree_LeavesTheSeatEmpty()
    {
        var call = new PanelCall(["a", "b"], [new("x")], 1, 1, 9);

        Assert.Equal([1, 0], ProposePanels.Decide(call, (_, _) => 0).Select(panel => panel.Experts.Count));
    }

    [Fact]
    public void Decide_MovesAnApplicationWhereThatFreesAnExpert()
    {
        // Only x may judge b; a, which comes first and fits x best, gives way.
        var call = new PanelCall(["a", "b"], [new("x"), new("y")], 1, 1, 9);
        var panels = ProposePanels.Decide(call, (application, expert) => (application, expert) switch
        {
            ("a", "x") => 0, ("a", "y") => 5, ("b", "x") => 3, _ => null,
        });

        Assert.Equal(["y"], panels[0].Experts);
        Assert.Equal(["x"], panels[1].Experts);
    }

    private static IEnumerable<int> Loads(IReadOnlyList<ProposedPanel> panels, SmallCall small) =>
        small.ExpertIds.Select(expert => panels.Count(panel => panel.Experts.Contains(expert)));

    /// <summary>A call that is small enough for every way to be tried.</summary>
    internal sealed record SmallCall(
        int Applications, int Experts, int Seats, int Most, int Colleagues, int[] Mismatches, int[] Organisations)
    {
        public IReadOnlyList<string> ExpertIds => [.. Enumerable.Range(0, Experts).Select(number => $"e{number}")];

        private IReadOnlyList<string> ApplicationIds => [.. Enumerable.Range(0, Applications).Select(number => $"a{number}")];

        public string? OrganisationOf(string expert) => Organisations[expert[1] - '0'] is var number and >= 0 ? $"o{number}" : null;

        public int? Mismatch(string application, string expert) =>
            Mismatches[((application[1] - '0') * 5) + expert[1] - '0'] is var mismatch and >= 0 ? mismatch : null;

        public IReadOnlyList<ProposedPanel> Decide(bool isReversed = false)
        {
            var (applications, experts) = (ApplicationIds, ExpertIds.Select(id => new SeatExpert(id, OrganisationOf(id))).ToList());
            return ProposePanels.Decide(
                isReversed ? new PanelCall([.. applications.Reverse()], [.. experts.AsEnumerable().Reverse()], Seats, Most, Colleagues)
                    : new PanelCall(applications, experts, Seats, Most, Colleagues),
                Mismatch);
        }

        /// <summary>Seats given, then sum of squared loads, then sum of mismatches.</summary>
        public (int Seats, int Difference, int Squares, int Mismatches) Worth(IReadOnlyList<ProposedPanel> panels)
        {
            var loads = Loads(panels, this).ToList();
            return (
                panels.Sum(panel => panel.Experts.Count), loads.Max() - loads.Min(), loads.Sum(load => load * load),
                panels.Sum(panel => panel.Experts.Sum(expert => Mismatch(panel.Application, expert)!.Value)));
        }

        /// <summary>The best worth of all ways: most seats, evenest loads, fewest mismatches.</summary>
        public (int Seats, int Difference, int Squares, int Mismatches) Best() => Ways([], 0)
            .OrderByDescending(worth => worth.Seats).ThenBy(worth => worth.Difference).ThenBy(worth => worth.Squares)
            .ThenBy(worth => worth.Mismatches).First();

        private IEnumerable<(int Seats, int Difference, int Squares, int Mismatches)> Ways(
            IReadOnlyList<ProposedPanel> panels, int application)
        {
            if (Loads(panels, this).Any(load => load > Most)) return [];
            if (application == Applications) return [Worth(panels)];
            var id = ApplicationIds[application];
            var free = ExpertIds.Where(expert => Mismatch(id, expert) is not null).ToList();
            return Enumerable.Range(0, 1 << free.Count)
                .Select(chosen => free.Where((_, index) => (chosen & (1 << index)) != 0).ToList())
                .Where(chosen => chosen.Count <= Seats
                    && chosen.Select(OrganisationOf).OfType<string>().CountBy(name => name).All(each => each.Value <= Colleagues))
                .SelectMany(chosen => Ways([.. panels, new ProposedPanel(id, chosen)], application + 1));
        }
    }
}
