namespace Scenarios.Fixtures;

/// <summary>The city on the machine's clock: retries wait as they do in life.</summary>
public sealed class CityOnTheMachinesClock : CityUnderTest
{
    public CityOnTheMachinesClock() => Options = Options with
    {
        VirtualStart = null,
        Settings = new Dictionary<string, string?> { ["FactSweepSchedule"] = "* * * * * *", ["Facts:SettledSeconds"] = "5" },
    };
}
