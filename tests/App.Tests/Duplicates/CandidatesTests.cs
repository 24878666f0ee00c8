using FunctionsApp.Duplicates;
using FunctionsApp.Platform;

namespace App.Tests.Duplicates;

public sealed class CandidatesTests
{
    private static readonly string Own = Ids.From("own");
    private static readonly byte[] Digest = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public void Write_ThenRead_IsTheSame()
    {
        var fingerprint = Document("a", Digest, Text(1));
        var record = new byte[Fingerprint.Size];
        fingerprint.Write(record);
        var read = Fingerprint.Read(record);

        Assert.True(Fingerprint.IsKnown(record));
        Assert.Equal((fingerprint.Application, fingerprint.Kind, fingerprint.Type, fingerprint.Version),
            (read.Application, read.Kind, read.Type, read.Version));
        Assert.Equal(fingerprint.Digest, read.Digest);
        Assert.Equal(fingerprint.Signature, read.Signature);
    }

    [Fact]
    public void Write_LongestType_Fits()
    {
        var fingerprint = new Fingerprint(Own, ComparedKind.Document, new string('t', 60), int.MaxValue, Digest);
        var record = new byte[Fingerprint.Size];
        fingerprint.Write(record);
        var read = Fingerprint.Read(record);

        Assert.Equal((fingerprint.Type, int.MaxValue, null), (read.Type, read.Version, read.Signature));
        Assert.Equal(Digest, read.Digest);
    }

    [Fact]
    public void See_OwnRecords_AreLeftOut()
    {
        var own = new Fingerprint(Own, ComparedKind.Document, "work-plan", 1, Digest);
        var candidates = Seen([own], own, own with { Version = 2 });
        Assert.Equal((0, 0), (candidates.Seen, candidates.Found.Count));
    }

    [Theory]
    [InlineData(ComparedKind.Document, Likeness.SameFile)]
    [InlineData(ComparedKind.Lead, Likeness.SameLead)]
    [InlineData(ComparedKind.ProjectNumber, Likeness.SameProjectNumber)]
    public void See_SameDigest_IsTheSame(ComparedKind kind, Likeness likeness)
    {
        var own = new Fingerprint(Own, kind, "one", 1, Digest);
        var other = new Fingerprint(Ids.From("other"), kind, "another", 3, Digest);

        var candidate = Assert.Single(Seen([own], other).Found);
        Assert.Equal((likeness, other.Application, "another", 1d),
            (candidate.Likeness, candidate.Other.Application, candidate.Other.Type, candidate.Resemblance));
    }

    [Fact]
    public void See_SameDigestOfAnotherKind_IsNothing() => Assert.Empty(Seen(
        [new Fingerprint(Own, ComparedKind.Lead, "lead", 1, Digest)],
        new Fingerprint(Ids.From("other"), ComparedKind.ProjectNumber, "number", 1, Digest)).Found);

    [Fact]
    public void See_RewrittenText_IsFoundAmongOthers()
    {
        var words = SampleTexts.Words(1, 800);
        var own = new Fingerprint(Own, ComparedKind.Document, "work-plan", 1, Digest, Of(words));
        var rewritten = Document("rewritten", [.. Digest.Reverse()], Of(SampleTexts.Rewritten(words, 0.3, 2)));

        var found = Seen([own], [.. Enumerable.Range(10, 100).Select(seed =>
            Document($"{seed}", [(byte)seed, .. Digest[1..]], Text(seed))), rewritten]);
        var candidate = Assert.Single(found.Found);
        Assert.Equal((101, rewritten.Application, Likeness.SimilarText), (found.Seen, candidate.Other.Application, candidate.Likeness));
    }

    [Fact]
    public void See_SeveralVersionsOfOne_KeepsTheMostAlike()
    {
        var words = SampleTexts.Words(1, 800);
        var own = new Fingerprint(Own, ComparedKind.Document, "work-plan", 1, Digest, Of(words));
        Fingerprint Version(int version, double changed) =>
            Document("other", [(byte)(100 + version), .. Digest[1..]], Of(SampleTexts.Rewritten(words, changed, version))) with
                { Version = version };

        var candidate = Assert.Single(Seen([own], Version(1, 0.25), Version(2, 0.05), Version(3, 0.3)).Found);
        Assert.Equal(2, candidate.Other.Version);
    }

    [Fact]
    public void See_AForm_IsComparedWithDocumentsToo()
    {
        var words = SampleTexts.Words(1, 400);
        var own = new Fingerprint(Own, ComparedKind.Form, "", 0, Digest, Of(words));
        var found = Seen([own], Document("other", [.. Digest.Reverse()], Of(SampleTexts.Rewritten(words, 0.1, 5))));
        Assert.Equal(Likeness.SimilarText, Assert.Single(found.Found).Likeness);
    }

    [Fact]
    public void Found_MoreThanTheBound_AreTheMostAlike()
    {
        var words = SampleTexts.Words(1, 400);
        var own = new Fingerprint(Own, ComparedKind.Document, "work-plan", 1, Digest, Of(words));
        var others = Enumerable.Range(0, Candidates.MostTexts + 20).Select(i =>
            Document($"o{i}", [(byte)(100 + i), .. Digest[1..]], Of(SampleTexts.Rewritten(words, i < 20 ? 0.25 : 0.02, 100 + i))))
                .ToArray();

        var found = Seen([own], others).Found;
        Assert.Equal(Candidates.MostTexts, found.Count);
        Assert.All(found, candidate => Assert.True(candidate.Resemblance > 0.5));
    }

    private static Candidates Seen(IReadOnlyList<Fingerprint> own, params Fingerprint[] records)
    {
        var candidates = new Candidates(own);
        var record = new byte[Fingerprint.Size];
        foreach (var each in records)
        {
            each.Write(record);
            candidates.See(record);
        }

        return candidates;
    }

    private static Fingerprint Document(string application, byte[] digest, byte[]? signature) =>
        new(Ids.From(application), ComparedKind.Document, "work-plan", 1, digest, signature);

    private static byte[] Text(int seed) => Of(SampleTexts.Words(seed, 800));

    private static byte[] Of(IReadOnlyList<string> words) =>
        Signature.Of(Signature.RunsOf(SampleTexts.Text(words)));
}
