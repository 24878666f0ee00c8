using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LocalHost.Azurite;

/// <summary>A process, told from a later one with the same id by its start.</summary>
/// <param name="Started">Equal in every reader and whatever happens to the machine's clock.</param>
internal sealed record ProcessMark(int Id, string Started)
{
    private const int State = 1;
    private const int StartTicks = 20;

    public static ProcessMark Of(Process process) => new(process.Id, StartOf(process) ?? "");

    /// <summary>The process, or null when it has ended.</summary>
    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Id);
            if (!process.HasExited && StartOf(process) == Started) return process;
            process.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <returns>Null: it has ended, and its parent has not taken notice.</returns>
    private static string? StartOf(Process process)
    {
        if (!OperatingSystem.IsLinux()) return process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        // Linux counts from boot. Process.StartTime adds the boot's time of day, which each reader works out by the clock as it is then:
        // after the clock was set, an emulator is taken for a stranger's, and the host that should end it leaves it running.
        var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ');
        return fields[State] is "Z" or "X" ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}+{fields[StartTicks]}";
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
