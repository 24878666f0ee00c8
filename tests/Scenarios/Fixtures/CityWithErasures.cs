namespace Scenarios.Fixtures;

/// <summary>A city that carries out its retention policy, a day after each announcement.</summary>
public sealed class CityWithErasures : CityUnderTest
{
    public CityWithErasures() => Options = Options with
    {
        Settings = new Dictionary<string, string?>(Options.Settings) { ["Retention:Erases"] = "True", ["Retention:NoticeDays"] = "1" },
    };
}
