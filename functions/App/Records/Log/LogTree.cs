namespace FunctionsApp.Records.Log;

/// <summary>A tile with its hashes.</summary>
public sealed record FilledTile(LogTile Tile, IReadOnlyList<byte[]> Hashes)
{
    public byte[] Bytes() => [.. Hashes.SelectMany(hash => hash)];

    /// <exception cref="InvalidDataException">It has another number of hashes.</exception>
    public static FilledTile Of(LogTile tile, byte[] bytes) =>
        bytes.Length == tile.Width * MerkleTree.HashBytes
            ? new FilledTile(tile, [.. bytes.Chunk(MerkleTree.HashBytes)])
            : throw new InvalidDataException($"{tile.Name} has {bytes.Length} bytes.");
}

/// <summary>The right edge of a log: all that is needed to append to it, and its root.</summary>
public sealed class LogTree
{
    private readonly List<List<byte[]>> levels = [];

    /// <summary>Entries.</summary>
    public long Size { get; private set; }

    /// <summary>The root over all entries. Source: RFC 6962.</summary>
    public byte[] Root() => MerkleTree.Root(Enumerable.Reverse(levels).SelectMany(Subtrees));

    public static LogTree Empty => new();

    /// <param name="open">The tiles of <see cref="LogTile.Open"/>.</param>
    public static LogTree Of(long size, IEnumerable<FilledTile> open)
    {
        var tree = new LogTree { Size = size };
        foreach (var tile in open)
        {
            while (tree.levels.Count <= tile.Tile.Level) tree.levels.Add([]);
            tree.levels[tile.Tile.Level] = [.. tile.Hashes];
        }

        return tree;
    }

    /// <summary>Appends entries.</summary>
    /// <param name="leaves">See <see cref="MerkleTree.Leaf"/>.</param>
    /// <returns>The tiles that are new: full ones, and the unfinished ones of the new size.</returns>
    public IReadOnlyList<FilledTile> Append(IEnumerable<byte[]> leaves)
    {
        var full = new List<FilledTile>();
        foreach (var leaf in leaves)
        {
            Size++;
            Add(0, leaf, full);
        }

        return [.. full, .. LogTile.Open(Size).Select(tile => new FilledTile(tile, [.. levels[tile.Level]]))];
    }

    private void Add(int level, byte[] hash, List<FilledTile> full)
    {
        if (levels.Count == level) levels.Add([]);
        var open = levels[level];
        open.Add(hash);
        if (open.Count < LogTile.Full) return;
        full.Add(new FilledTile(new LogTile(level, (Size >> (8 * (level + 1))) - 1, LogTile.Full), [.. open]));
        levels[level] = [];
        Add(level + 1, MerkleTree.Over(open), full);
    }

    /// <summary>Complete subtrees over the hashes of a tile, the largest first.</summary>
    private static IEnumerable<byte[]> Subtrees(List<byte[]> hashes)
    {
        var taken = 0;
        for (var width = LogTile.Full / 2; width > 0; width /= 2)
        {
            if ((hashes.Count & width) == 0) continue;
            yield return MerkleTree.Over(hashes.GetRange(taken, width));
            taken += width;
        }
    }
}
