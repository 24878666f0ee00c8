namespace FunctionsApp.Documents.Checking;

/// <summary>A file taken out of an archive, on disk until it is closed: its check seeks, and memory must not grow with it.</summary>
/// <param name="depth">Archives that it was taken out of.</param>
internal sealed class ArchivedFile(UnpackBudget budget, int depth) : FileStream(
    Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
    FileOptions.DeleteOnClose | FileOptions.Asynchronous)
{
    /// <summary>Of the outermost archive.</summary>
    public UnpackBudget Budget => budget;

    /// <summary>1 for a file of the archive that was uploaded.</summary>
    public int Depth => depth;
}
