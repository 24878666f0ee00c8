using LocalHost.Demo;
using Spectre.Console;

namespace Scenarios.Selections;

/// <summary>The demo of a complete call, with few applications.</summary>
public sealed class CallDemoTests(CityWithUnits city) : IClassFixture<CityWithUnits>
{
    [Fact]
    public async Task Call_OfFive_ReservesTheCompleteBudgetForThree()
    {
        using var mailbox = new Mailbox(city.Options.MailFolder);
        var desk = new Desk(mailbox, city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        using var demo = new CallDemo(city.App, desk, new Timeline(console, city.Clock), CityWithUnits.Units);

        var call = await demo.PlayAsync(TestContext.Current.CancellationToken);

        Assert.Equal((5, 3, 3), (call.Applications, call.Selected, call.Decided));
        Assert.Equal((1_500_000m, 1_500_000m), (call.Reserved, call.Budget));
    }
}

/// <summary>A city with an applicant in each of some organisations.</summary>
public sealed class CityWithUnits : CityUnderTest
{
    public const int Units = 5;

    public CityWithUnits() => Options = Options with { LocalSettings = CallUnits.Join(Options.LocalSettings, Units, Options.DataDirectory) };
}
