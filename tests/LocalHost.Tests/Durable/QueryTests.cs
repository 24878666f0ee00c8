using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class QueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_FiltersAndPages()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        for (var i = 0; i < 7; i++) await host.StartAsync("Wait", i, $"review-{i}");
        await host.StartAsync("Wait", 9, "other");
        await host.QuietAsync();
        foreach (var id in new[] { "review-2", "review-5" }) await host.RaiseAsync(id, "Go", "x");
        await host.QuietAsync();

        var running = new OrchestrationQuery(
            InstanceIdPrefix: "review-", PageSize: 2, Statuses: [OrchestrationRuntimeStatus.Running], FetchInputsAndOutputs: true);
        var pages = await host.Client.GetAllInstancesAsync(running).AsPages().ToListAsync(Cancellation);
        var future = host.Client.GetAllInstancesAsync(new OrchestrationQuery(CreatedFrom: host.Start.AddSeconds(1)));

        Assert.Equal(["review-0,review-1", "review-3,review-4", "review-6"], pages.Where(page => page.Values.Count > 0).Select(page => string.Join(',', page.Values.Select(found => found.InstanceId))));
        Assert.Equal(3, pages[1].Values[0].ReadInputAs<int>());
        Assert.Empty(await future.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Query_ByCreation_TakesBothBounds()
    {
        await using var host = await OnThreeDaysAsync();

        Assert.Equal(["day-0", "day-1"], await IdsAsync(host, new OrchestrationQuery(CreatedTo: host.Start.AddDays(1))));
        Assert.Equal(["day-0"], await IdsAsync(host, new OrchestrationQuery(CreatedTo: host.Start.AddDays(1).AddTicks(-1))));
        Assert.Equal(["day-1", "day-2"], await IdsAsync(host, new OrchestrationQuery(CreatedFrom: host.Start.AddDays(1))));
        Assert.Equal(["day-2"], await IdsAsync(host, new OrchestrationQuery(CreatedFrom: host.Start.AddDays(1).AddTicks(1))));
        Assert.Equal(["day-1"], await IdsAsync(host, new OrchestrationQuery(CreatedFrom: host.Start.AddDays(1), CreatedTo: host.Start.AddDays(1))));
    }

    [Fact]
    public async Task Query_NoFilterOrNoStatuses_FindsAll()
    {
        await using var host = await OnThreeDaysAsync();
        await host.RaiseAsync("day-1", "Go", "over");
        await host.QuietAsync();

        Assert.Equal(["day-0", "day-1", "day-2"], await IdsAsync(host, null));
        Assert.Equal(["day-0", "day-1", "day-2"], await IdsAsync(host, new OrchestrationQuery(Statuses: [])));
        Assert.Equal(["day-1"], await IdsAsync(host, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed])));
    }

    [Fact]
    public async Task Query_ResumedFromAToken_GoesOnWhereItStopped()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        foreach (var id in new[] { "e", "a", "c", "b", "d" }) await host.StartAsync("Wait", id: id);
        await host.QuietAsync();
        var first = await host.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages().FirstAsync(Cancellation);

        var byPages = host.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages(first.ContinuationToken);
        var byFilter = await IdsAsync(host, new OrchestrationQuery(ContinuationToken: first.ContinuationToken));

        Assert.Equal(["a", "b"], first.Values.Select(found => found.InstanceId));
        Assert.Equal(["c", "d", "e"], await byPages.SelectMany(page => page.Values.Select(found => found.InstanceId)).ToListAsync(Cancellation));
        Assert.Equal(["c", "d", "e"], byFilter);
    }

    [Fact]
    public async Task Query_PageSizeHint_GoesBeforeTheFilters()
    {
        await using var host = await OnThreeDaysAsync();

        var page = await host.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 100)).AsPages(pageSizeHint: 1).FirstAsync(Cancellation);

        Assert.Equal("day-0", Assert.Single(page.Values).InstanceId);
    }

    [Fact]
    public async Task Read_NotFetched_Throws()
    {
        await using var host = await OnThreeDaysAsync();
        var query = await host.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "day-0")).SingleAsync(Cancellation);
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

    private static ValueTask<List<string>> IdsAsync(EngineUnderTest host, OrchestrationQuery? query) =>
        host.Client.GetAllInstancesAsync(query).Select(found => found.InstanceId).ToListAsync(Cancellation);
}
