using System.Diagnostics;

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
        var line = File.ReadLines(status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
