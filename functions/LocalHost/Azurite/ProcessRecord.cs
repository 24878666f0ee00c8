using System.Diagnostics;
using System.Text.Json;

namespace LocalHost.Azurite;

/// <summary>A process, told from a later one with the same id by its start time.</summary>
internal sealed record ProcessMark(int Id, DateTime StartedUtc)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static ProcessMark Of(Process process) => new(process.Id, process.StartTime.ToUniversalTime());

    /// <summary>The process, or null when it has ended.</summary>
    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Id);
            if (!process.HasExited && (process.StartTime.ToUniversalTime() - StartedUtc).Duration() <= Tolerance) return process;
            process.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>Which emulator LocalHost started and which LocalHost that was: a later run ends what a killed one left behind.</summary>
internal sealed record ProcessRecord(ProcessMark Emulator, ProcessMark Host, int BlobPort)
{
    public bool HostLives
    {
        get
        {
            using var host = Host.Find();
            return host is not null;
        }
    }

    public static ProcessRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ProcessRecord>(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));
}
