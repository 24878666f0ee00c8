using App.Tests.Reviews;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Programmes;

public sealed class ReferralDefinitionTests
{
    private static readonly LocalizedText Text = new("融资对接", "Referral");

    private static readonly Institution Bank = new(CreditCode.Parse("91440300MA5REF016D"), Text, InstitutionKind.Bank);

    private static readonly ReferralDefinition Usual = new() { Name = "Referral", Title = Text, ReferTo = [Bank] };

    [Fact]
    public void Errors_UsualOne_HasNone() => Assert.Empty(Usual.Errors(1));

    [Fact]
    public void Held_WithNamesAlone_IsPassedOver()
    {
        var outside = new ReferralDefinition { Name = "Referral", Title = Text, Institutions = [Text] };

        Assert.Empty(outside.Errors(1));
        Assert.False(outside.IsHeld);
        Assert.Null(outside.Promised);
        Assert.True(Usual.IsHeld);
        Assert.Equal(13, Usual.Promised);
    }

    [Fact]
    public void Errors_EachFault_IsNamed()
    {
        Assert.Equal([".referTo"], Paths(Usual with { ReferTo = null }));
        Assert.Equal([".referTo"], Paths(Usual with { ReferTo = [] }));
        Assert.Equal([".referTo"], Paths(Usual with { Institutions = [Text] }));
        Assert.Equal([".referTo[1].code"], Paths(Usual with { ReferTo = [Bank, Bank] }));
        Assert.Equal([".referTo[0].name"], Paths(Usual with { ReferTo = [Bank with { Name = new LocalizedText("", "A") }] }));
        Assert.Equal([".reminderWorkingDays"], Paths(Usual with { ReminderWorkingDays = 10 }));
        Assert.Equal([".chosenIn"], new ReferralDefinition
        {
            Name = "Referral", Title = Text, Institutions = [Text], ChosenIn = "Department",
        }.Errors(1).Select(error => error.Path));
        Assert.Empty(Usual.Errors(1));
    }

    [Theory]
    [InlineData("Panel", true)]
    [InlineData("Completeness", false)]
    [InlineData("Later", false)]
    [InlineData("None", false)]
    public void ChosenIn_NamesAnApprovalBeforeIt(string stage, bool isValid) => Assert.Equal(
        isValid,
        !DefinitionChecks.Errors(ReviewSample.Definition(
            ReviewSample.FirstStage(), ReviewSample.Stage(), Usual with { ChosenIn = stage }, ReviewSample.Stage("Later")))
            .Any(error => error.Path.EndsWith(".chosenIn", StringComparison.Ordinal)));

    private static IEnumerable<string> Paths(ReferralDefinition stage) => stage.Errors(1).Select(error => error.Path);
}
