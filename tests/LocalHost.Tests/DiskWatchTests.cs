namespace LocalHost.Tests;

public sealed class DiskWatchTests(TestStorage storage)
{
    private long free = 1L << 30;

    [Fact]
    public async Task Disk_FillsUp_EndsTheHostWithExitCodeOneAndTheCause()
    {
        await using var app = await StartAsync();
        free = DiskWatch.Least - 1;

        Assert.Equal(1, await RunCommand.ServeAsync(app.Host).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal($"The disk of {app.Data} is full: 15 MB are free, and LocalHost needs 16 MB.", app.Host.Failure!.Message);
    }

    [Fact]
    public async Task Disk_FullAtTheStart_IsRefused()
    {
        free = 0;

        Assert.Contains("is full: 0 MB are free", (await Assert.ThrowsAsync<LocalHostException>(StartAsync)).Message);
    }

    [Fact]
    public void Free_OnAFolder_IsSome() => Assert.True(DiskWatch.FreeOn(Path.GetTempPath()) > 0);

    private async Task<TestApp> StartAsync() =>
        await TestApp.StartAsync(await storage.SettingsAsync(), [], change: options => options with { FreeBytes = () => free });
}
