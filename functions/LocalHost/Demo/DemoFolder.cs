namespace LocalHost.Demo;

/// <summary>The folder of a demo's data, which each demo begins empty.</summary>
internal static class DemoFolder
{
    /// <summary>Says that demo made the folder and may delete it.</summary>
    private const string Marker = "made-by-demo";

    /// <summary>Empties the folder of an earlier demo, or makes one.</summary>
    /// <exception cref="LocalHostException">There is something that demo did not make, or a demo that runs.</exception>
    public static void Renew(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            if (new DirectoryInfo(path).LinkTarget is not null || !File.Exists(Path.Combine(path, Marker)))
            {
                throw new LocalHostException(
                    $"{path} was not made by demo and is left alone. Move it away, or choose another folder with --data.");
            }

            using (DataFolder.Claim(path))
            {
                // Nothing runs on it.
            }

            Directory.Delete(path, recursive: true);
        }

        using var claim = DataFolder.Claim(path);
        File.WriteAllText(Path.Combine(path, Marker), "The next demo deletes this folder.");
    }
}
