using System.Diagnostics;
using LocalHost;

namespace Benchmarks;

/// <summary>LocalHost in a process of its own, whose memory can be watched.</summary>
internal static class HostProcess
{
    public static Process Start(FreshData data) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [typeof(LocalHostApp).Assembly.Location, "--port", "0", "--data", data.Folder, "--azurite-port", $"{data.Azurite.BlobPort}"])
    {
        RedirectStandardOutput = true,
    })!;

    /// <summary>Its address, once it has answered itself with HTTP 200.</summary>
    public static async Task<Uri> ServingAsync(Process host, CancellationToken cancellation)
    {
        var serving = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Every line is read, to the end: a full pipe would stop the host.
        host.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) serving.TrySetException(new LocalHostException("LocalHost ended instead of serving."));
            else if (line.Data.Split(' ') is ["Serving", var address, ..]) serving.TrySetResult(new Uri(address));
        };
        host.BeginOutputReadLine();
        return await serving.Task.WaitAsync(cancellation);
    }
}
