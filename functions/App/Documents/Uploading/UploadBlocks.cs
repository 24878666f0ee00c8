using System.Globalization;
using System.Text;

namespace FunctionsApp.Documents.Uploading;

/// <summary>The blocks of an upload: numbered from 0, each of the same size but for the last.</summary>
public static class UploadBlocks
{
    public const int Bytes = StagedUpload.BlockBytes;

    public static int Count(long total) => (int)((total + Bytes - 1) / Bytes);

    /// <summary>Base64 of the number in six digits: all names of a blob's blocks must have one length, and none needs an escape.</summary>
    public static string Name(int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(number.ToString("D6", CultureInfo.InvariantCulture)));

    /// <param name="number">Below <see cref="Count"/>.</param>
    public static long Size(int number, long total) => Math.Min(Bytes, total - (long)number * Bytes);

    /// <summary>Numbers of the blocks that arrived with the size that they must have, ascending.</summary>
    /// <param name="stored">Name and bytes of each block in storage; others than ours count for nothing.</param>
    public static IReadOnlyList<int> Arrived(IEnumerable<(string Name, long Bytes)> stored, long total)
    {
        var sizes = stored.ToDictionary(block => block.Name, block => block.Bytes);
        return [.. Enumerable.Range(0, Count(total)).Where(number => sizes.GetValueOrDefault(Name(number)) == Size(number, total))];
    }
}
