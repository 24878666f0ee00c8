using System.Collections.Concurrent;
using System.Diagnostics;

namespace LocalHost.Tests;

/// <summary>LocalHost as a process, as a person starts it.</summary>
internal sealed class LaunchedHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> printed = new();
    private readonly TaskCompletionSource serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private LaunchedHost(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => serving.TrySetException(
            new InvalidOperationException($"LocalHost ended:{Environment.NewLine}{Printed}"));
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Printed => string.Join(Environment.NewLine, printed);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static LaunchedHost Start(IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "LocalHost.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new LaunchedHost(start);
    }

    /// <summary>Returns when it serves and has printed what to do next.</summary>
    public Task ServingAsync() => serving.Task.WaitAsync(Limit, Cancellation);

    /// <returns>The exit code, when it has ended by itself.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // With the emulator that it started.
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        printed.Enqueue(line);
        if (line.Contains("Try it with curl", StringComparison.Ordinal)) serving.TrySetResult();
    }
}
