namespace Scenarios.Reviews;

/// <summary>The fact that should have started a review is a dead letter: the sweep starts it.</summary>
public sealed class LostFactTests(CityWithDyingWorker city) : IClassFixture<CityWithDyingWorker>
{
    [Fact]
    public async Task Submitted_WorkerDiesAtEveryDelivery_ReviewIsStartedByTheSweepAndEnds()
    {
        city.Dying = "Reviews_OnFact";
        var application = await city.SubmitAsync("Lost");
        city.Dying = null;
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Contains(
            city.App.ServiceBus.DeadLetters("facts/reviews"),
            dead => dead.CorrelationId == application.Id && dead.Subject == "ApplicationSubmitted");
        Assert.Empty(application.Asked("District"));

        // ReviewSweepSchedule: at 03:45 in Shenzhen.
        await city.PassToAsync(3, 46);

        await application.DecideAsync("District", "Approve");
        await application.DecideAsync("Department", "Approve");
        await application.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }
}
