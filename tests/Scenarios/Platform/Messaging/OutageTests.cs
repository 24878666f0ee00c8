using System.Diagnostics;
using System.Net;
using LocalHost.Demo;

namespace Scenarios.Platform.Messaging;

/// <summary>Storage goes away mid-review and comes back.</summary>
public sealed class OutageTests(CityOnTheMachinesClock city) : IClassFixture<CityOnTheMachinesClock>
{
    /// <summary>Longer than ten immediate deliveries of a message take.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Storage_StoppedAndStartedMidReview_CallersAreToldAndTheReviewEnds()
    {
        using var people = new RetryingPeople(city.App.BaseAddress, city.Options.MailFolder, city.App.DevUsers);
        await people.DraftAsync(Cancellation);
        await people.UploadAsync(0, Cancellation);
        await people.UploadAsync(1, Cancellation);

        await WithoutStorageAsync(async () =>
        {
            var (type, file, media, content) = RetryingPeople.Documents[2];
            await AssertUnavailableAsync("lin", lin => lin.UploadAsync(people.Id, type, file, media, content, Cancellation));
            await AssertUnavailableAsync("lin", lin => lin.GetAsync($"/api/applications/{people.Id}", Cancellation));
            await AssertUnavailableAsync(null, anyone => anyone.GetAsync("/api/health/ready", Cancellation));
        });
        await people.UploadAsync(2, Cancellation);

        var asked = await people.AskedAsync("District", 1, Cancellation);
        await WithoutStorageAsync(() => AssertUnavailableAsync(asked.To.Split('@')[0], officer =>
            officer.PostAsync(asked.Link!.AbsolutePath, new { token = asked.Token, decision = "Approve", comment = "Agreed." }, Cancellation)));
        await people.ApproveAsync(asked, Cancellation);
        // The next stage is being opened: its activities and messages find nothing.
        await WithoutStorageAsync(() => Task.Delay(Outage, Cancellation));

        foreach (var (stage, number) in new[] { ("Department", 1), ("Department", 2), ("LeadingGroup", 1) })
        {
            await people.ApproveAsync(await people.AskedAsync(stage, number, Cancellation), Cancellation);
        }

        await people.UntilAsync("Approved", Cancellation);
        var record = await people.ReadAsync("/facts", Cancellation);
        Assert.True(record.GetProperty("whole").GetBoolean());
        Assert.Equal(4, record.GetProperty("facts").EnumerateArray().Count(fact => fact.GetProperty("type").GetString() == "StageClosed"));
        Assert.Equal(4, record.GetProperty("facts").EnumerateArray().Count(fact => fact.GetProperty("type").GetString() == "DecisionRecorded"));
        foreach (var queue in new[] { "facts/reviews", "facts/alerts", "facts/warnings", "letters" })
        {
            Assert.Empty(city.App.ServiceBus.DeadLetters(queue));
        }
    }

    private async Task WithoutStorageAsync(Func<Task> act)
    {
        await city.App.Azurite.StopAsync();
        await act();
        await city.App.Azurite.StartAsync(Cancellation);
    }

    private async Task AssertUnavailableAsync(string? user, Func<Person, Task<Answer>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        var answer = await ask(city.Person(user));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Problem));
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(15));
    }
}
