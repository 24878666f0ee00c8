using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

internal static class Memory
{
    /// <summary>The most that a process held of physical memory since it began, bytes. It must still run.</summary>
    public static long Peak(int process)
    {
        var status = $"/proc/{process}/status";
        if (!File.Exists(status))
        {
            using var found = Process.GetProcessById(process);
            return found.PeakWorkingSet64;
        }

        // .NET's own figure is not the peak everywhere on Linux.
        return Read(status, "VmHWM:");
    }

    /// <summary>
    /// What a process holds now by itself, bytes: without what is mapped from files, as the code of the runtime and of libraries, which
    /// the system drops and reads again when it needs room. Null where the system does not tell.
    /// </summary>
    public static long? Own(int process) => $"/proc/{process}/status" is var status && File.Exists(status)
        ? Read(status, "RssAnon:") + Read(status, "RssShmem:") : null;

    private static long Read(string status, string name) => long.Parse(
        File.ReadLines(status).First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;
}
