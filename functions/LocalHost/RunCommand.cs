using System.Diagnostics;
using FunctionsApp;
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
        var data = line.DataDirectory();
        return new LocalHostOptions(typeof(AppComposition).Assembly.GetTypes(), data)
        {
            Configure = builder => builder.AddApp(),
            Middleware = AppComposition.Middleware,
            VirtualStart = line.VirtualClock ? TimeProvider.System.GetUtcNow() : null,
            HttpPort = line.Port,
            Azurite = new AzuriteSettings(Path.Combine(data, "azurite"), data, line.AzuritePort, line.AzuritePort + 1, line.AzuritePort + 2),
            Say = Console.WriteLine,
        };
    }

    public static async Task<int> RunAsync(CommandLine line)
    {
        var started = Stopwatch.GetTimestamp();
        await using var app = await LocalHostApp.StartAsync(Options(line), CancellationToken.None);
        Print(app);
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        using var answer = await client.GetAsync($"{app.Settings.RoutePrefix}/health/live");
        Console.WriteLine($"Serving {app.BaseAddress} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s (health: {(int)answer.StatusCode}). Ctrl+C ends it.");
        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
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
