using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using LocalHost;
using Spectre.Console;

namespace Benchmarks;

/// <summary>Where a result was measured.</summary>
public sealed record Machine(int Cores, long MemoryMiB, string DotNet, string System, DateTimeOffset Date)
{
    public static Machine This() => new(
        Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Report.MiB, Environment.Version.ToString(), RuntimeInformation.OSDescription, TimeProvider.System.GetUtcNow());
}

/// <summary>A result for people, as a table, and for machines, as JSON.</summary>
public static class Report
{
    public const long MiB = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the rows and writes <c>artifacts/bench/{name}.json</c> with the result and the machine.</summary>
    public static void Write<T>(string name, T result, params IReadOnlyList<(string Measure, string Value)> rows)
    {
        var machine = Machine.This();
        WriteTable(name, $"{machine.Cores} cores, .NET {machine.DotNet}", rows);

        var folder = Path.Combine(Path.GetDirectoryName(CommandLine.LocalFolder())!, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(new { machine, result }, Json));
    }

    /// <summary>Prints a table of two columns.</summary>
    public static void WriteTable(string name, string values, IReadOnlyList<(string Measure, string Value)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(name).AddColumn(new TableColumn(values).RightAligned());
        foreach (var (measure, value) in rows) table.AddRow(Markup.Escape(measure), Markup.Escape(value));
        AnsiConsole.Write(table);
    }
}
