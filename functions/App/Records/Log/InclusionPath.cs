using System.Numerics;

namespace FunctionsApp.Records.Log;

/// <summary>The hashes that lead from an entry to the root. Source: RFC 6962, section 2.1.1.</summary>
/// <param name="tiles">Reads a tile as wide as it is in the tree.</param>
public sealed class InclusionPath(Func<LogTile, Task<FilledTile>> tiles)
{
    private readonly Dictionary<LogTile, FilledTile> read = [];

    /// <param name="index">Of the entry, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <returns>From the entry's neighbour to the child of the root.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public async Task<IReadOnlyList<byte[]>> OfAsync(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Left(to - from);
            if (index < middle)
            {
                path.Add(await OverAsync(middle, to, size));
                to = middle;
            }
            else
            {
                path.Add(await OverAsync(from, middle, size));
                from = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The largest power of two below a count, which the left subtree has.</summary>
    private static long Left(long count) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(count - 1)));

    private async Task<byte[]> OverAsync(long from, long to, long size)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count)) return await NodeAsync(BitOperations.Log2((ulong)count), from / count, size);
        var middle = from + Left(count);
        var (left, right) = (await OverAsync(from, middle, size), await OverAsync(middle, to, size));
        return MerkleTree.Node(left, right);
    }

    /// <summary>Hash of a complete subtree of 2^<paramref name="height"/> entries.</summary>
    private async Task<byte[]> NodeAsync(int height, long index, long size)
    {
        var (level, within) = (height / 8, height % 8);
        var first = index << within;
        var tile = LogTile.At(level, first / LogTile.Full, size)!;
        if (!read.TryGetValue(tile, out var filled)) read[tile] = filled = await tiles(tile);
        return MerkleTree.Over([.. filled.Hashes.Skip((int)(first % LogTile.Full)).Take(1 << within)]);
    }
}
