namespace Scenarios.Warnings;

/// <summary>Facts that should have started a verification are dead letters: the sweep starts it.</summary>
public sealed class LostFactTests(CityWithDyingWorker city) : IClassFixture<CityWithDyingWorker>
{
    [Fact]
    public async Task Drafted_WorkerDiesAtEveryDelivery_VerificationIsStartedByTheSweep()
    {
        city.Dying = "Warnings_Wake";
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("lost"));
        city.Dying = null;
        Assert.Contains(
            city.App.ServiceBus.DeadLetters("facts/warnings"),
            dead => dead.CorrelationId == warning.Id && dead.Subject == "WarningDrafted");
        Assert.Empty(city.Verifications(warning.Id));

        // ReviewSweepSchedule: at 03:45 in Shenzhen.
        await city.PassToAsync(3, 46);

        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        await warning.VerifyAsync(user, mail, "Confirm");
        await city.SettleAsync();
        Assert.Equal("Published", await warning.StatusAsync());
    }
}
