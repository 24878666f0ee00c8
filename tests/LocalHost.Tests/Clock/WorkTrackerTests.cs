using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class WorkTrackerTests
{
    private readonly WorkTracker work = new();

    [Fact]
    public async Task WhenIdle_TwoTokens_CompletesAfterTheLast()
    {
        var first = work.Begin();
        var second = work.Begin();
        var idle = work.WhenIdleAsync(TestContext.Current.CancellationToken);

        first.Dispose();
        first.Dispose();
        Assert.False(idle.IsCompleted);

        second.Dispose();
        await idle;
        Assert.True(work.IsIdle);
    }

    [Fact]
    public void Idle_HandOver_IsRaisedOnceAtTheEnd()
    {
        var raised = 0;
        work.Idle += () => raised++;
        var token = work.Begin();
        var next = work.Begin();
        token.Dispose();
        Assert.Equal(0, raised);

        next.Dispose();

        Assert.Equal(1, raised);
    }

    [Fact]
    public void TryBeginFirst_SomethingRuns_IsRefused()
    {
        using (work.TryBeginFirst()) Assert.Null(work.TryBeginFirst());
        using var again = work.TryBeginFirst();
        Assert.NotNull(again);
    }
}
