using System.Diagnostics;
using FunctionsApp;
using FunctionsApp.Programmes;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>LocalHost in a process of its own, whose memory can be watched.</summary>
internal static class HostProcess
{
    public static Process Start(FreshData data) => Start(data, typeof(LocalHostApp).Assembly.Location);

    /// <summary>With a programme whose slots take the largest documents that a definition can allow.</summary>
    public static Process StartForLargeDocuments(FreshData data) => Start(data, typeof(HostProcess).Assembly.Location, LargeDocuments);

    /// <summary>The command of the benchmarks that becomes that host.</summary>
    public const string LargeDocuments = "host-for-large-documents";

    /// <summary>Serves until it is killed.</summary>
    public static async Task<int> ServeLargeDocumentsAsync(string[] args, CancellationToken cancellation)
    {
        var catalogue = new ProgrammeCatalogue([.. ProgrammeLoader.LoadEmbedded().Select(definition => definition with
        {
            Documents = [.. definition.Documents.Select(slot => slot with { MaxBytes = 2L * 1024 * Report.MiB })],
        })]);
        var options = RunCommand.Options(CommandLine.Parse(args)) with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        Console.WriteLine($"Serving {app.BaseAddress} for large documents");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static Process Start(FreshData data, params IEnumerable<string> program) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [.. program, "--port", "0", "--data", data.Folder, "--azurite-port", $"{data.Azurite.BlobPort}"])
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
