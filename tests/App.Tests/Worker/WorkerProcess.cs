using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace App.Tests.Worker;

/// <summary>The built app as a process, like the Functions host starts it: settings as environment, connected to a played host.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>Far above what any answer takes; passed, the worker is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> output = new();
    private readonly PlayedHost host;
    private readonly Process process;

    private WorkerProcess(PlayedHost host, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        this.host = host;
        Id = Guid.NewGuid().ToString();
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(Folder, "FunctionsApp.dll"),
                "--functions-uri", $"{host.Rpc}", "--functions-worker-id", Id, "--functions-request-id", Id,
                "--functions-grpc-max-message-length", $"{int.MaxValue}",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in AppSettings.At(host.Tables).Concat(settings)) start.Environment[name] = value;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        start.Environment["HOME"] = Home;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.Start();
        // It does not end with its stream, and a run that is broken off disposes of nothing.
        AppDomain.CurrentDomain.ProcessExit += Kill;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The app as its own project built it, in the configuration of the tests.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "FunctionsApp", new DirectoryInfo(AppContext.BaseDirectory).Name));

    public string Id { get; }

    /// <summary>The user's folder, empty when the worker starts.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("worker-home-").FullName;

    /// <summary>Everything that it printed and logged.</summary>
    public string Output => string.Join('\n', output.Concat(host.Logged));

    /// <param name="settings">Over those of <see cref="AppSettings"/>; null takes one away.</param>
    public static async Task<WorkerProcess> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings) =>
        new(await PlayedHost.StartAsync(), settings);

    /// <summary>Returns the worker's id when it has connected and started.</summary>
    public async Task<string> StartedAsync()
    {
        var id = await OfLivingAsync(host.Connected);
        await OfLivingAsync(host.Started);
        return id;
    }

    public Task<JsonObject> AskAsync(string request, JsonObject content) => OfLivingAsync(host.AskAsync(request, content));

    public void Send(string message, JsonObject content) => host.Send(message, content);

    /// <summary>Returns its exit code when it has ended by itself.</summary>
    public async Task<int> EndedAsync()
    {
        await BoundedAsync(process.WaitForExitAsync());
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(this, EventArgs.Empty);
        await process.WaitForExitAsync();
        process.Dispose();
        await host.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private void Kill(object? sender, EventArgs arguments)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    private async Task<T> OfLivingAsync<T>(Task<T> answer)
    {
        await OfLivingAsync((Task)answer);
        return await answer;
    }

    private async Task OfLivingAsync(Task answer)
    {
        await BoundedAsync(Task.WhenAny(answer, process.WaitForExitAsync()));
        if (!answer.IsCompleted) throw new InvalidOperationException($"The worker ended with code {process.ExitCode}:\n{Output}");
    }

    private async Task BoundedAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The worker does not answer:\n{Output}");
        }
    }
}
