using FunctionsApp.Platform.Durable;

namespace App.Tests.Platform.Durable;

public sealed class MissingRunsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(3, 5, 5)]
    [InlineData(0, 201, 200)]
    [InlineData(200, 201, 200)]
    public void Choose_FromAnywhere_TakesEachOnceUpToTheBound(int start, int count, int expected)
    {
        var runs = Enumerable.Range(0, count).Select(number => Run($"{number}", TimeSpan.FromDays(1))).ToList();

        var chosen = MissingRuns.Choose(runs, Now, start).Select(run => run.InstanceId).ToList();

        Assert.Equal(expected, chosen.Distinct().Count());
        Assert.Equal(expected, chosen.Count);
        Assert.Equal($"{start}", chosen[0]);
    }

    [Theory]
    [InlineData(599, 0)]
    [InlineData(600, 1)]
    public void Choose_FactMayStillBeOnItsWay_IsLeft(int seconds, int chosen) =>
        Assert.Equal(chosen, MissingRuns.Choose([Run("1", TimeSpan.FromSeconds(seconds))], Now, 0).Count());

    private static ExpectedRun Run(string id, TimeSpan age) => new(id, id, Now - age);
}
