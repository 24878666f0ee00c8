using FunctionsApp.Applications.Retaining;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace App.Tests.Applications.Retaining;

public sealed class RetentionPolicyTests
{
    private static readonly LocalizedText Why = new("因为", "why");

    [Fact]
    public void Policy_OfTheApp_NamesProgrammesAndFieldsThatThereAre()
    {
        var policy = RetentionPolicy.Load();
        var definitions = ProgrammeLoader.LoadEmbedded();

        Assert.All(policy.Rules.SelectMany(rule => rule.Programmes ?? []), name =>
            Assert.Contains(definitions, each => each.Programme == name));
        Assert.All(policy.PersonalFields, key => Assert.Contains(definitions, each => each.Field(key) is not null));
    }

    [Theory]
    [InlineData("special-fund-rd", RetainedOutcome.Approved, 30)]
    [InlineData("public-platform", RetainedOutcome.Approved, 10)]
    [InlineData("special-fund-rd", RetainedOutcome.Rejected, 10)]
    [InlineData("alliance", RetainedOutcome.Unfinished, 1)]
    public void Rule_OfProgrammeAndOutcome_IsTheFirstThatFits(string programme, RetainedOutcome outcome, int years) =>
        Assert.Equal(years, RetentionPolicy.Load().Of(programme, outcome).ContentYears);

    [Fact]
    public void Policy_WithFaults_SaysEach()
    {
        var policy = new RetentionPolicy("1", [],
        [
            new RetentionRule(RetainedOutcome.Unfinished, 0, 1, Why), new RetentionRule(RetainedOutcome.Withdrawn, 5, 4, Why),
            new RetentionRule(RetainedOutcome.Rejected, 1, 101, Why),
            new RetentionRule(RetainedOutcome.Approved, 1, 1, Why) { Programmes = ["alliance"] },
        ]);

        Assert.Equal(
            [
                "Unfinished: years are 1 to 100.", "Rejected: years are 1 to 100.",
                "Withdrawn: content, which has personal data, cannot be erased before them.", "Approved: no rule for all programmes.",
            ],
            policy.Faults());
    }
}
