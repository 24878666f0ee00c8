namespace App.Tests.Build;

/// <summary>A folder that is gone when it is disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("build-");

    public string Path => folder.FullName;

    /// <summary>Writes a file below the folder and returns its path.</summary>
    public string Write(string file, string text)
    {
        var path = Of(file);
        File.WriteAllText(path, text);
        return path;
    }

    public string Of(string file)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
