using FunctionsApp.Warnings.Rules;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings.Rules;

/// <summary>An administrator switches a version of a rule on and off, with a reason.</summary>
public sealed class ActivateRuleTests
{
    private static readonly RuleCatalogue Catalogue = RuleCatalogue.LoadEmbedded();
    private static readonly IndicatorRule Rule = Catalogue.Find("orders-falling")!;

    [Fact]
    public void Decide_OnAndOff_RecordsEachWithItsReason()
    {
        var on = Decide(null, 1, "Back-tested over a year.");
        var off = Decide(on.Next, null, "Too many.");

        Assert.Equal(new RuleActivated("orders-falling", 1, "Back-tested over a year."), on.Facts.Single().Fact);
        Assert.Equal(new RuleDeactivated("orders-falling", "Too many."), off.Facts.Single().Fact);
        Assert.Equal(((int?)1, (int?)null, "p"), (on.Next.Version, off.Next.Version, off.Next.By));
    }

    [Fact]
    public void Decide_AsItIs_ChangesNothing()
    {
        var on = Decide(null, 1, "Why");

        Assert.Empty(Decide(on.Next, 1, "Again").Facts);
        Assert.Empty(Decide(null, null, "Off already").Facts);
    }

    [Theory]
    [InlineData(2, "Why")]
    [InlineData(1, " ")]
    [InlineData(1, null)]
    public void Decide_NoSuchVersionOrNoReason_IsRefused(int version, string? reason) =>
        Assert.Equal("invalid-field", Slug(() => Decide(null, version, reason)));

    private static FunctionsApp.Platform.Storage.Change<RuleSwitch> Decide(RuleSwitch? current, int? version, string? reason) =>
        ActivateRule.Decide(current, Rule, Catalogue, new ActivationBody(version, reason), By());
}
