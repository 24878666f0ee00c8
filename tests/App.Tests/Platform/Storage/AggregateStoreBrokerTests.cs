using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>A broker that refuses or says nothing holds up no caller.</summary>
public sealed class AggregateStoreBrokerTests
{
    private readonly StoreUnderTest under = new(Shelf.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_BrokerIsSilent_EndsAtOnceAndTheFactArrivesByTheSweep()
    {
        under.Bus.IsSilent = true;

        // It would not end while the broker says nothing.
        var stored = await PutAsync("s1");

        Assert.Equal((true, 1), (stored.Changed, under.Bus.Waiting));
        Assert.Single(await under.LinesAsync(Shelf.OfReader, "ann"));
        under.Bus.GiveUp();
        await under.Afterwork.EndAsync(Cancellation);
        Assert.Empty(under.Published);
        await under.SweepAsync();

        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_BrokerRefuses_EndsAndTheFactArrivesByTheSweep()
    {
        under.Bus.Broken = Topology.Facts;

        Assert.True((await PutAsync("s1")).Changed);

        Assert.Empty(under.Published);
        await under.SweepAsync();
        Assert.Equal(["s1-000000001"], under.Published);
    }

    [Fact]
    public async Task Commit_MoreThanMayWaitForTheBroker_AreLeftToTheSweep()
    {
        under.Bus.IsSilent = true;

        for (var number = 0; number <= Afterwork.Most; number++) await PutAsync($"s{number:D3}");

        Assert.Equal(Afterwork.Most, under.Bus.Waiting);
        under.Bus.GiveUp();
        await under.Afterwork.EndAsync(Cancellation);
        await under.SweepAsync();
        Assert.Equal(Afterwork.Most + 1, under.Published.Distinct().Count());
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Sweep_BrokerRefuses_StillBringsTheListsUpToDateAndFails()
    {
        foreach (var id in new[] { "s1", "s2" })
        {
            under.Tables.Break(Topology.ListsTable);
            under.Bus.Broken = Topology.Facts;
            await PutAsync(id);
        }

        under.Bus.Broken = Topology.Facts;
        await Assert.ThrowsAnyAsync<Exception>(() => under.SweepAsync());

        Assert.Equal(2, (await under.LinesAsync(Shelf.OfReader, "ann")).Count);
        Assert.Empty(under.Published);
        await under.SweepAsync();
        Assert.Equal(["s1-000000001", "s2-000000001"], under.Published.Order());
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public void Retries_OfOneSending_EndWithinHalfOfTheSettledTime()
    {
        var retries = BusRetries.Bound().RetryOptions;

        var longest = (retries.TryTimeout * (retries.MaxRetries + 1)) + (retries.Delay * retries.MaxRetries);

        // The sweep takes what is older than the settled time: by then a sending that is under way has ended.
        Assert.True(longest < TimeSpan.FromSeconds(new FunctionsApp.Platform.Facts.FactOptions().SettledSeconds) / 2, $"{longest}");
    }

    private Task<Stored<Shelf>> PutAsync(string id) => under.Store.PutAsync(
        Shelf.Kind, id, _ => Shelf.Empty.With(new Book(int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture), "ann")).Changed(),
        Cancellation);
}
