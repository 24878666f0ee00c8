namespace App.Tests.Fixtures;

/// <summary>The sources that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FunctionsApp.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run below the repository.");
    }
}
