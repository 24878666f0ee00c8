using System.Text;
using CsCheck;
using FunctionsApp.Records.Log;

namespace App.Tests.Records.Log;

public sealed class MerkleTreeTests
{
    /// <summary>Entries and roots that implementations of RFC 6962 compare themselves with.</summary>
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfKnownEntries_IsTheKnownOne(int count, string root)
    {
        var tree = LogTree.Empty;
        tree.Append(Entries.Take(count).Select(entry => MerkleTree.Leaf(Convert.FromHexString(entry))));

        Assert.Equal(root, Convert.ToHexStringLower(tree.Root()));
    }

    [Fact]
    public void Append_InChunksOfAnySize_HasTheRootByDefinition() =>
        Gen.Int[0, 300].Array[1, 6].Sample(
            chunks =>
            {
                var tiles = new Dictionary<LogTile, FilledTile>();
                var leaves = new List<byte[]>();
                long size = 0;
                foreach (var chunk in chunks)
                {
                    // Each chunk begins with what is stored, as another process does.
                    var tree = LogTree.Of(size, LogTile.Open(size).Select(tile => tiles[tile]));
                    IReadOnlyList<byte[]> more = [.. Enumerable.Range(leaves.Count, chunk).Select(Leaf)];
                    foreach (var tile in tree.Append(more)) tiles[tile.Tile] = tile;
                    leaves.AddRange(more);
                    size = tree.Size;
                    Assert.Equal(leaves.Count, size);
                    Assert.Equal(ByDefinition(leaves), tree.Root());
                }
            },
            iter: 40);

    [Fact]
    public async Task Path_OfEachEntry_LeadsToTheRootAndNoOtherEntryDoes()
    {
        foreach (var size in new[] { 1, 2, 3, 7, 8, 255, 256, 257, 600, 66_000 })
        {
            var tree = LogTree.Empty;
            var tiles = tree.Append(Enumerable.Range(0, size).Select(Leaf)).ToDictionary(tile => tile.Tile);
            var root = tree.Root();
            foreach (var index in Enumerable.Range(0, size).Where(index => size < 300 || index % 4_999 == 0 || index > size - 3))
            {
                var path = await new InclusionPath(tile => Task.FromResult(tiles[tile])).OfAsync(index, size);

                Assert.Equal(root, MerkleTree.RootOf(Leaf(index), index, size, path));
                Assert.NotEqual(root, MerkleTree.RootOf(Leaf(index + 1), index, size, path));
                Assert.Null(MerkleTree.RootOf(Leaf(index), index, size, [.. path, root]));
                if (size > 1) Assert.NotEqual(root, MerkleTree.RootOf(Leaf(index), (index + 1) % size, size, path) ?? []);
            }
        }
    }

    [Fact]
    public async Task Path_OfNoEntry_IsRefused()
    {
        var path = new InclusionPath(_ => throw new InvalidOperationException("No tile is needed."));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => path.OfAsync(1, 1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => path.OfAsync(-1, 1));
        Assert.Null(MerkleTree.RootOf(Leaf(0), 1, 1, []));
    }

    [Theory]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/1/x001/x234/067", 1, 1_234_067, 256)]
    [InlineData("tile/0/x002/000.p/7", 0, 2_000, 7)]
    public void Name_OfATile_IsThatOfTheStandard(string name, int level, long index, int width)
    {
        Assert.Equal(name, new LogTile(level, index, width).Name);
        Assert.Equal(new LogTile(level, index, width), LogTile.Parse(name));
    }

    [Theory]
    [InlineData("tile/0/0")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/entries/000")]
    [InlineData("tile/0/x001/x001/x001/x001/x001/000")]
    [InlineData("entries/000")]
    public void Name_ThatNoTileHas_IsNone(string name) => Assert.Null(LogTile.Parse(name));

    [Fact]
    public void Open_OfSeventyThousand_AreTheTilesOfTheStandard() =>
        Assert.Equal([new LogTile(0, 273, 112), new LogTile(1, 1, 17), new LogTile(2, 0, 1)], LogTile.Open(70_000));

    private static byte[] Leaf(int number) => MerkleTree.Leaf(Encoding.UTF8.GetBytes($"entry {number}"));

    /// <summary>RFC 6962, word for word.</summary>
    private static byte[] ByDefinition(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0) return MerkleTree.Empty;
        if (leaves.Count == 1) return leaves[0];
        var left = 1;
        while (left * 2 < leaves.Count) left *= 2;
        return MerkleTree.Node(ByDefinition([.. leaves.Take(left)]), ByDefinition([.. leaves.Skip(left)]));
    }
}
