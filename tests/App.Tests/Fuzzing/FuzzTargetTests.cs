using App.Tests.Fixtures;

namespace App.Tests.Fuzzing;

/// <summary>What the fuzzer found stays found, and a few changes of each seed are read or refused as the parser promises.</summary>
public class FuzzTargetTests
{
    private const int Mutations = 300;

    /// <summary>Larger seeds cost more than they find.</summary>
    private const int MaxSeedBytes = 64 * 1024;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Target_OfItsCorpusAndOfChanges_ReadsOrRefuses(string name)
    {
        var target = FuzzTarget.All.Single(each => each.Name == name);
        var seeds = new List<byte[]>();
        foreach (var file in target.Files(Path.Combine(Repository.Root, "tests/App.Tests")))
        {
            var seed = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.True(await target.FaultAsync(seed) is null, file);
            if (seed.Length <= MaxSeedBytes) seeds.Add(seed);
        }

        Assert.NotEmpty(seeds);
        var mutation = new Mutation(seed: 1);
        for (var each = 0; each < Mutations; each++)
        {
            var input = mutation.Of(seeds[each % seeds.Count], seeds[(each / seeds.Count) % seeds.Count]);
            Assert.Null(await target.FaultAsync(input));
        }
    }
}
