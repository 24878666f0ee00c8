using System.Diagnostics;
using App.Tests.Fixtures;

namespace App.Tests.Records.Verifying;

/// <summary>The second implementation of the format, where the machine has Python.</summary>
internal static class SecondVerifier
{
    private static readonly string? Python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);

    /// <summary>Whether it takes the dossier; null without Python.</summary>
    public static async Task<bool?> AcceptsAsync(byte[] dossier, string? key = null)
    {
        if (Python is null) return null;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, dossier);
            var script = Path.Combine(Repository.Root, "tests/verify_dossier.py");
            using var process = Process.Start(new ProcessStartInfo(Python, key is null ? [script, file] : [script, file, key])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal("", errors);
            Assert.StartsWith(process.ExitCode == 0 ? "Sound" : "Not sound", await output, StringComparison.Ordinal);
            return process.ExitCode == 0;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
