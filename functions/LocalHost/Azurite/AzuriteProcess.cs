using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LocalHost.Azurite;

/// <summary>The storage emulator: one that listens already is used and left alone, else it is started and ended here.</summary>
/// <remarks>Not restarted when it dies: the app has to live through an outage of storage, and tests cause one.</remarks>
public sealed class AzuriteProcess(AzuriteSettings settings, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>Blobs, queues and tables each say when they have closed.</summary>
    private const int Services = 3;

    /// <summary>Ctrl+C in a terminal reaches every process there; storage must outlive the functions that still write to it.</summary>
    /// <remarks>
    /// A save that runs by itself as it is asked to end is not waited for before the services say that they have closed. Once it was
    /// asked, a hangup ends it as soon as no file is being written.
    /// </remarks>
    private static readonly string Signals = "data:text/javascript," + Uri.EscapeDataString("""
        process.on('SIGINT', () => {});
        const once = process.once;
        process.once = function (name, act) { return name === 'SIGINT' ? this : once.call(this, name, act); };
        const isWriting = () => process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'));
        process.on('SIGTERM', () => process.on('SIGHUP', () => setInterval(() => { if (!isWriting()) process.exit(0); }, 5)));
        """);

    private readonly string record = Path.Combine(settings.DataDirectory, "azurite.json");
    private Process? owned;

    /// <summary>Completes when the owned process has closed its services; null where its output is not read here.</summary>
    private Task? closed;

    public AzuriteSettings Settings => settings;

    /// <summary>Whether it ends with this object.</summary>
    public bool IsOwned => owned is { HasExited: false };

    /// <summary>Returns when blobs and tables answer.</summary>
    /// <exception cref="LocalHostException">No Node.js, no npm, a port taken by something else, or the emulator does not start.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        var left = LeftBehind();
        var listening = await BlobProbe.AnswersAsync(settings, cancellation);
        if (listening)
        {
            // A killed run's emulator holds this folder's data and listens: it becomes ours.
            if (left is { } orphan) Own(orphan);
            return;
        }

        if (left is not null)
        {
            await EndAsync(left, saysClosed: null);
            left.Dispose();
        }

        await NodeTools.RequireNodeAsync(cancellation);
        var script = await AzuriteInstall.EnsureAsync(settings.CacheDirectory, say, cancellation);
        await LaunchAsync(script, cancellation);
    }

    /// <summary>Ends it if it was started here; its data is written out first.</summary>
    public async Task StopAsync()
    {
        if (owned is null) return;
        await EndAsync(owned, closed);
        owned.Dispose();
        (owned, closed) = (null, null);
        File.Delete(record);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Process? LeftBehind() =>
        ProcessRecord.Read(record) is { HostLives: false } earlier && earlier.BlobPort > 0 ? earlier.Emulator.Find() : null;

    private async Task LaunchAsync(string script, CancellationToken cancellation)
    {
        var process = new Process { StartInfo = NodeTools.Start("node", Arguments(script)) };
        var errors = new List<string>();
        var (ready, said) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetException(
            new LocalHostException($"Azurite ended instead of starting on {settings.DataDirectory}: {string.Join(' ', errors).Trim()}"));
        // The table service is the last of the three to come up.
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Table service is successfully listening", StringComparison.Ordinal) == true) ready.TrySetResult();
            if (line.Data?.EndsWith("service successfully closed", StringComparison.Ordinal) == true && ++said == Services)
            {
                ended.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null && errors.Count < 20) errors.Add(line.Data);
        };
        process.Start();
        Own(process);
        closed = ended.Task;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(StartLimit, cancellation);
        }
        catch (Exception exception)
        {
            await StopAsync();
            if (exception is TimeoutException) throw new LocalHostException($"Azurite did not answer within {StartLimit.TotalSeconds:0} s.", exception);
            throw;
        }
    }

    private void Own(Process process)
    {
        owned = process;
        using var self = Process.GetCurrentProcess();
        new ProcessRecord(ProcessMark.Of(process), ProcessMark.Of(self), settings.BlobPort).Write(record);
    }

    /// <summary>New objects get 64 MiB, not 16: most are of one request, and the emulator collects them on its only thread.</summary>
    private const string YoungMemory = "--max-semi-space-size=64";

    private IEnumerable<string> Arguments(string script) =>
    [
        YoungMemory, "--import", Signals, script,
        "--location", settings.DataDirectory, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        "--blobHost", "127.0.0.1", "--blobPort", $"{settings.BlobPort}",
        "--queueHost", "127.0.0.1", "--queuePort", $"{settings.QueuePort}",
        "--tableHost", "127.0.0.1", "--tablePort", $"{settings.TablePort}",
    ];

    /// <param name="saysClosed">See <see cref="closed"/>.</param>
    private static async Task EndAsync(Process process, Task? saysClosed)
    {
        if (process.HasExited) return;
        // Asked first: killed, the emulator loses what it has not written out yet, up to some seconds.
        if (OperatingSystem.IsWindows() || Kill(process.Id, Terminate) != 0) process.Kill();
        var exited = process.WaitForExitAsync(CancellationToken.None);
        var limit = Task.Delay(StopLimit);
        await Task.WhenAny(exited, saysClosed ?? exited, limit);
        // Once blobs were sent to it, it would stay for minutes after it has closed everything.
        if (saysClosed is { IsCompleted: true } && !exited.IsCompleted && Kill(process.Id, Hangup) == 0) await Task.WhenAny(exited, limit);
        if (!exited.IsCompleted) process.Kill();
        await exited;
    }

    private const int Hangup = 1;
    private const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
