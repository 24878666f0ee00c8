using System.Numerics;
using System.Security.Cryptography;

namespace FunctionsApp.Records.Log;

/// <summary>The hashes of a log. Source: RFC 6962, section 2.1, with SHA-256.</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 32;

    /// <summary>Of a log without entries.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> content = entry.Length < 512 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        content[0] = 0;
        entry.CopyTo(content[1..]);
        return SHA256.HashData(content);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> content = stackalloc byte[1 + (2 * HashBytes)];
        content[0] = 1;
        left.CopyTo(content[1..]);
        right.CopyTo(content[(1 + HashBytes)..]);
        return SHA256.HashData(content);
    }

    /// <summary>Hash over 2^n neighbours.</summary>
    /// <param name="hashes">1, 2, 4 … in order.</param>
    public static byte[] Over(IReadOnlyList<byte[]> hashes)
    {
        if (!BitOperations.IsPow2(hashes.Count)) throw new ArgumentException("Their count is not a power of two.", nameof(hashes));
        while (hashes.Count > 1) hashes = [.. hashes.Chunk(2).Select(pair => Node(pair[0], pair[1]))];
        return hashes[0];
    }

    /// <summary>Root of the tree whose complete subtrees, from the largest on the left to the smallest, have these hashes.</summary>
    public static byte[] Root(IEnumerable<byte[]> subtrees)
    {
        byte[]? root = null;
        foreach (var subtree in subtrees.Reverse()) root = root is null ? subtree : Node(subtree, root);
        return root ?? Empty;
    }

    /// <summary>The root that a proof leads to; null for a proof of the wrong length.</summary>
    /// <param name="index">Of the leaf, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="path">From the leaf's neighbour to the child of the root. Source: RFC 9162, section 2.1.3.2.</param>
    public static byte[]? RootOf(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size) return null;
        var (node, last, root) = (index, size - 1, leaf);
        foreach (var neighbour in path)
        {
            if (last == 0) return null;
            if ((node & 1) == 1 || node == last)
            {
                root = Node(neighbour, root);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                root = Node(root, neighbour);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }
}
