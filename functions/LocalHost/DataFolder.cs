namespace LocalHost;

/// <summary>The data folder as one host has it: made where it is missing, and claimed until the host ends.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Errors of a file that another process holds: sharing and lock violation on Windows, EAGAIN on Linux and macOS.</summary>
    private static readonly int[] Held = [32, 33, 11, 35];

    private readonly FileStream claim;

    private DataFolder(FileStream claim) => this.claim = claim;

    /// <exception cref="LocalHostException">Another host runs on it, or it cannot be written.</exception>
    public static DataFolder Claim(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(
                new FileStream(Path.Combine(path, "localhost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (Held.Contains(held.HResult & 0xFFFF))
        {
            throw new LocalHostException(
                $"LocalHost is running on {path} already. Stop it by Ctrl+C where it runs, or give this one another folder with --data.", held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException(
                $"The data folder {path} cannot be written: {refused.Message} Choose another with --data.", refused);
        }
    }

    public void Dispose() => claim.Dispose();
}
