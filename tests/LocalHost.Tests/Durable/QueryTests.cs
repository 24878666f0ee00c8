using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class QueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task GetAll_ByPages_IsEachInstanceOnceInOrder(int size)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        foreach (var id in new[] { "e", "a", "c", "b", "d" }) await host.StartAsync("Wait", id: id);
        await host.QuietAsync();

        var pages = await host.Client.GetAllInstancesAsync().AsPages(pageSizeHint: size).ToListAsync(Cancellation);

        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, size));
        Assert.Equal(["a", "b", "c", "d", "e"], pages.SelectMany(page => page.Values).Select(found => found.InstanceId));
    }

    [Fact]
    public async Task GetAll_Resumed_GoesOnWhereItStopped()
    {
        await using var host = await OnThreeDaysAsync();
        var first = await host.Client.GetAllInstancesAsync().AsPages(pageSizeHint: 1).FirstAsync(Cancellation);

        var others = host.Client.GetAllInstancesAsync().AsPages(first.ContinuationToken);

        Assert.Equal(["day-0"], first.Values.Select(found => found.InstanceId));
        var left = await others.SelectMany(page => page.Values).Select(found => found.InstanceId).ToListAsync(Cancellation);
        Assert.Equal(["day-1", "day-2"], left);
    }

    [Fact]
    public async Task GetAll_Filtered_IsRefused()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();

        Assert.Throws<NotSupportedException>(() => host.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "a")));
    }

    [Fact]
    public async Task Read_NotFetched_Throws()
    {
        await using var host = await OnThreeDaysAsync();
        var query = await host.Client.GetAllInstancesAsync().FirstAsync(Cancellation);
        var found = (await host.Client.GetInstanceAsync("day-0", Cancellation))!;

        Assert.All([query, found], bare =>
        {
            Assert.Throws<InvalidOperationException>(() => bare.ReadInputAs<string>());
            Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<string>());
            Assert.Throws<InvalidOperationException>(() => bare.ReadCustomStatusAs<string>());
        });
    }

    private static async Task<EngineUnderTest> OnThreeDaysAsync()
    {
        var host = await EngineUnderTest.Waiting().OpenAsync();
        for (var day = 0; day < 3; day++)
        {
            await host.StartAsync("Wait", day, $"day-{day}");
            await host.AdvanceAsync(TimeSpan.FromDays(1));
        }

        return host;
    }
}
