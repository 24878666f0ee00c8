using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using LocalHost;
using LocalHost.Azurite;
using LocalHost.Settings;

namespace Scenarios.Fixtures;

/// <summary>LocalHost as a process of its own, on the machine's clock: it can be killed and started again on the same data.</summary>
/// <remarks>The storage emulator is its child: a kill leaves it, the next start takes it over.</remarks>
internal sealed class LocalHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> output = new();
    private readonly HashSet<int> started = [];
    private readonly int port;
    private Process? process;

    public LocalHostProcess()
    {
        port = FreePorts.ThreeInARow();
        BaseAddress = new Uri($"http://localhost:{port}/");
        Storage = AzuriteSettings.OnFreePorts(Path.Combine(Data, "azurite"), AzuriteInstall.SharedFolder());
    }

    public Uri BaseAddress { get; }

    public string Data { get; } = Directory.CreateTempSubdirectory("scenario-process-").FullName;

    public string MailFolder => Path.Combine(Data, "mail");

    public AzuriteSettings Storage { get; }

    public IReadOnlyDictionary<string, DevUser> Users { get; } = LocalSettings.Load(Path.Combine(AppContext.BaseDirectory, "local.settings.json")).DevUsers;

    /// <summary>Process id of the storage emulator in use.</summary>
    public int Emulator { get; private set; }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "LocalHost.dll"), "run", "--port", $"{port}", "--data", Data, "--azurite-port", $"{Storage.BlobPort}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a kill cut off between commit and publication is to come within the test's time.
        start.Environment["FactSweepSchedule"] = "* * * * * *";
        start.Environment["Facts__SettledSeconds"] = "2";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.Start();
        started.Add(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await HealthyAsync(cancellation);
        using var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Storage.DataDirectory, "azurite.json"), cancellation));
        Emulator = record.RootElement.GetProperty("Emulator").GetProperty("Id").GetInt32();
        started.Add(Emulator);
    }

    /// <summary>SIGKILL: nothing of it runs on, and nothing of it is tidied up.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end, as Ctrl+C does.</summary>
    /// <returns>The processes of this host that still run: none, if it ended well.</returns>
    public async Task<IReadOnlyList<int>> StopAsync(CancellationToken cancellation)
    {
        Assert.Equal(0, Signal(process!.Id, Terminate));
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"LocalHost ended with code {process.ExitCode}:{Environment.NewLine}{Said}");
        return [.. started.Where(Runs)];
    }

    /// <summary>The last lines that it printed.</summary>
    public string Said => string.Join(Environment.NewLine, output.TakeLast(60));

    public async ValueTask DisposeAsync()
    {
        foreach (var id in started.Where(Runs))
        {
            using var left = Process.GetProcessById(id);
            left.Kill();
            await left.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private async Task HealthyAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = BaseAddress };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, cancellation))
        {
            if (process!.HasExited) throw new InvalidOperationException($"LocalHost ended with code {process.ExitCode}:{Environment.NewLine}{Said}");
            if (waited.Elapsed > StartLimit) throw new TimeoutException($"LocalHost does not answer:{Environment.NewLine}{Said}");
            try
            {
                using var answer = await client.GetAsync("api/health/live", cancellation);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                // It does not listen yet, or tries whether it may, and has closed again: the client shows that as it comes.
            }
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var found = Process.GetProcessById(id);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
