using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace App.Tests.Documents.Scanning;

/// <summary>A clamd of Debian with a configuration and one signature of the tests' own; it downloads nothing.</summary>
public sealed class RealClamd : IAsyncLifetime
{
    public const string Signature = "Test.Eicar.UNOFFICIAL";
    public const int MaxBytes = 1024 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clamd");
    private readonly StringBuilder output = new();
    private Process? process;

    /// <summary>The test file that every scanner knows; in two parts, so that none finds it in this file.</summary>
    public static byte[] Eicar { get; } =
        Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");

    /// <summary>Why it does not run; null where it does.</summary>
    public string? Missing { get; private set; }

    public EndPoint Socket => new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "s"));

    public EndPoint Tcp { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (var binary, Missing) = await ClamdBinary.FindAsync(CancellationToken.None);
        if (binary is null) return;
        var database = folder.CreateSubdirectory("db");
        await File.WriteAllTextAsync(Path.Combine(database.FullName, "test.ndb"), $"Test.Eicar:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        Tcp = FreePort();
        var configuration = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(configuration, $"""
            LocalSocket {Path.Combine(folder.FullName, "s")}
            TCPSocket {((IPEndPoint)Tcp).Port}
            TCPAddr 127.0.0.1
            DatabaseDirectory {database.FullName}
            Foreground yes
            StreamMaxLength {MaxBytes}

            """);
        var listens = new TaskCompletionSource();
        process = new Process { StartInfo = binary.With($"--config-file={configuration}"), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, listens);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listens);
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"clamd ended: {output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listens.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private void Read(string? line, TaskCompletionSource listens)
    {
        lock (output) output.AppendLine(line);
        // Its last line before it takes connections, which wait in the meantime.
        if (line?.StartsWith("Self checking every", StringComparison.Ordinal) == true) listens.TrySetResult();
    }

    private static IPEndPoint FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
