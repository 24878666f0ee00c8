using System.Diagnostics;
using LocalHost.Azurite;

namespace LocalHost.Tests.Azurite;

public sealed class ProcessMarkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Find_OfARunningProcess_FindsIt()
    {
        using var self = Process.GetCurrentProcess();
        var mark = ProcessMark.Of(self);

        using var found = mark.Find();
        Assert.Equal(self.Id, found?.Id);
        Assert.Null((mark with { Started = mark.Started + "0" }).Find());
    }

    [Fact]
    public void Of_OnLinux_HoldsNoTimeOfDay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system keeps the time of day at which a process was started.");
        using var self = Process.GetCurrentProcess();

        var (boot, ticks) = ProcessMark.Of(self).Started.Split('+') switch { var parts => (parts[0], parts[1]) };

        Assert.True(Guid.TryParse(boot, out _));
        var sinceBoot = TimeSpan.FromSeconds(long.Parse(ticks) / 100.0);
        Assert.InRange(sinceBoot, TimeSpan.Zero, TimeSpan.FromMilliseconds(Environment.TickCount64));
    }

    [Fact]
    public async Task Find_EndedAndNotTakenNoticeOf_IsNull()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere an ended process is not to be found.");
        // The shell becomes sleep, which takes no notice of the shell's child; only then the child ends.
        const string script = "until grep -q sleep /proc/$$/comm; do :; done & echo $!; exec sleep 600";
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true })!;
        try
        {
            var id = int.Parse(await parent.StandardOutput.ReadLineAsync(Cancellation) ?? "");
            while (!(await File.ReadAllTextAsync($"/proc/{id}/stat", Cancellation)).Contains(") Z ", StringComparison.Ordinal)) await Task.Delay(5, Cancellation);
            using var ended = Process.GetProcessById(id);

            Assert.Null(ProcessMark.Of(ended).Find());
            Assert.Null(new ProcessMark(id, "any").Find());
        }
        finally
        {
            parent.Kill();
        }
    }
}
