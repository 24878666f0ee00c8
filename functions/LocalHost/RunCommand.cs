using System.Diagnostics;
using FunctionsApp;
using FunctionsApp.Pages;
using LocalHost.Azurite;
using LocalHost.Functions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LocalHost;

/// <summary><c>run</c>: serves App until it is told to end.</summary>
public static class RunCommand
{
    /// <summary>App on LocalHost, as the command line says.</summary>
    public static LocalHostOptions Options(CommandLine line)
    {
        var (data, port) = (line.DataDirectory(), line.AzuritePort ?? 10000);
        return new LocalHostOptions(typeof(AppComposition).Assembly.GetTypes(), data)
        {
            Configure = builder => builder.AddApp(),
            Middleware = AppComposition.Middleware,
            StyleSheet = Asset.PathOf("site.css"),
            VirtualStart = line.VirtualClock ? TimeProvider.System.GetUtcNow() : null,
            HttpPort = line.Port ?? 7071,
            Azurite = new AzuriteSettings(Path.Combine(data, "azurite"), AzuriteInstall.SharedFolder(), port, port + 1, port + 2),
            Telemetry = line.Telemetry,
            Say = Console.WriteLine,
        };
    }

    public static async Task<int> RunAsync(CommandLine line)
    {
        var started = Stopwatch.GetTimestamp();
        var options = Options(line);
        await using var app = await LocalHostApp.StartAsync(options, CancellationToken.None);
        Print(app);
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        using var answer = await client.GetAsync("api/health/live");
        Console.WriteLine($"Serving {app.BaseAddress} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s (health: {(int)answer.StatusCode}). Ctrl+C ends it.");
        foreach (var step in NextSteps.Of(app, options.MailFolder)) Console.WriteLine(step);
        return await ServeAsync(app);
    }

    /// <summary>Serves until it is told to end.</summary>
    /// <returns>The exit code: 1 when the durable engine had to stop.</returns>
    internal static async Task<int> ServeAsync(LocalHostApp app)
    {
        await app.WaitForShutdownAsync(CancellationToken.None);
        if (app.Failure is not { } cause) return 0;
        Console.Error.WriteLine(
            $"LocalHost ends: {cause.Message} What was committed is safe; free the disk or the file, then start again.");
        return 1;
    }

    private static void Print(LocalHostApp app)
    {
        var rows = FunctionTable.Rows(app.Functions, app.Settings, app.Services.GetRequiredService<IConfiguration>(), app.BaseAddress);
        if (Console.IsOutputRedirected)
        {
            foreach (var row in rows) Console.WriteLine($"{row.Name}: {row.Trigger} {row.Starts}".TrimEnd());
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Function", "Trigger", "Started by");
        foreach (var row in rows) table.AddRow(Markup.Escape(row.Name), row.Trigger, Markup.Escape(row.Starts));
        AnsiConsole.Write(table);
    }
}
