using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>What the client's ListInstanceIdsAsync finds.</summary>
public sealed class InstanceIdsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_ByStatus_AreThoseAndNoOthers()
    {
        await using var host = await OfAllKindsAsync();

        Assert.Equal(["completed", "failed", "running", "suspended", "terminated"], await IdsAsync(host));
        Assert.Equal(["completed", "failed", "running", "suspended", "terminated"], await IdsAsync(host, []));
        Assert.Equal(["failed", "suspended"], await IdsAsync(host, [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Suspended]));
        Assert.Empty(await IdsAsync(host, [OrchestrationRuntimeStatus.Pending]));
    }

    [Fact]
    public async Task Ids_WithATimeOfCompletion_AreOfInstancesThatAreOver()
    {
        await using var host = await OfAllKindsAsync();

        Assert.Equal(["completed", "failed", "terminated"], await IdsAsync(host, from: host.Start));
        Assert.Equal(["completed", "failed", "terminated"], await IdsAsync(host, to: host.Start.AddDays(9)));
        Assert.Equal(["failed"], await IdsAsync(host, [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running], from: host.Start));
    }

    [Fact]
    public async Task Ids_ByTimeOfCompletion_TakeBothBounds()
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        for (var day = 0; day < 4; day++) await host.StartAsync("Wait", id: $"day-{day}");
        for (var day = 0; day < 4; day++)
        {
            await host.RaiseAsync($"day-{day}", "Go");
            await host.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var (first, second) = (host.Start.AddDays(1), host.Start.AddDays(2));

        Assert.Equal(["day-1", "day-2"], await IdsAsync(host, from: first, to: second));
        Assert.Equal(["day-1"], await IdsAsync(host, from: first, to: first));
        Assert.Equal(["day-2"], await IdsAsync(host, from: first.AddTicks(1), to: second));
        Assert.Equal(["day-1"], await IdsAsync(host, from: first, to: second.AddTicks(-1)));
        Assert.Equal(["day-0", "day-1"], await IdsAsync(host, to: first));
        Assert.Equal(["day-2", "day-3"], await IdsAsync(host, from: second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Ids_ByPages_ComeOnceEach(int size)
    {
        await using var host = await EngineUnderTest.Waiting().OpenAsync();
        string[] ids = ["a", "b", "c", "d", "e", "f"];
        foreach (var id in ids.Reverse()) await host.StartAsync("Wait", id: id);
        await host.QuietAsync();
        await host.RaiseAsync("c", "Go");
        await host.QuietAsync();
        var found = new List<string>();
        string? key = null;

        do
        {
            var page = await host.Client.ListInstanceIdsAsync(
                [OrchestrationRuntimeStatus.Running], pageSize: size, lastInstanceKey: key, cancellation: Cancellation);
            Assert.InRange(page.Values.Count, 0, size);
            found.AddRange(page.Values);
            key = page.ContinuationToken;
        }
        while (key is not null);

        Assert.Equal(["a", "b", "d", "e", "f"], found);
    }

    private static async Task<EngineUnderTest> OfAllKindsAsync()
    {
        var host = await EngineUnderTest.Waiting().OpenAsync();
        await host.BringToAsync("running", OrchestrationRuntimeStatus.Running);
        await host.BringToAsync("suspended", OrchestrationRuntimeStatus.Suspended);
        await host.BringToAsync("completed", OrchestrationRuntimeStatus.Completed);
        await host.BringToAsync("failed", OrchestrationRuntimeStatus.Failed);
        await host.BringToAsync("terminated", OrchestrationRuntimeStatus.Terminated);
        return host;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(
        EngineUnderTest host,
        IEnumerable<OrchestrationRuntimeStatus>? statuses = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null) => (await host.Client.ListInstanceIdsAsync(statuses, from, to, cancellation: Cancellation)).Values;
}
