using FunctionsApp.Duplicates;

namespace App.Tests.Duplicates;

public sealed class SignatureTests
{
    [Fact]
    public void Resemblance_SameText_IsOne() =>
        Assert.Equal(1, Signature.Resemblance(Of(SampleTexts.Words(1, 500)), Of(SampleTexts.Words(1, 500))), 6);

    [Fact]
    public void Resemblance_OneSubjectOtherWords_IsBelowTheBound()
    {
        var first = Of(SampleTexts.Words(1, 1000));
        Assert.All(Enumerable.Range(2, 50), seed =>
            Assert.InRange(Signature.Resemblance(first, Of(SampleTexts.Words(seed, 1000))), 0, Candidates.Least - 0.02));
    }

    [Fact]
    public void Resemblance_ThirtyPercentChanged_IsAboveTheBound() => Assert.All(Enumerable.Range(1, 50), seed =>
    {
        var words = SampleTexts.Words(seed, 1000);
        Assert.InRange(Signature.Resemblance(Of(words), Of(SampleTexts.Rewritten(words, 0.3, 1000 + seed))), Candidates.Least + 0.02, 0.6);
    });

    [Fact]
    public void Resemblance_OfSignatures_IsNearThatOfTheTexts()
    {
        var words = SampleTexts.Words(7, 2000);
        var other = SampleTexts.Rewritten(words, 0.15, 8);
        var (one, two) = (Runs(words).ToHashSet(), Runs(other).ToHashSet());
        var exact = one.Intersect(two).Count() / (double)one.Union(two).Count();

        // Four standard deviations of 256 trials.
        Assert.InRange(Signature.Resemblance(Of(words), Of(other)) - exact, -0.125, 0.125);
    }

    [Fact]
    public void Of_AnyOrderAndRepeats_IsTheSame()
    {
        var runs = Runs(SampleTexts.Words(3, 300));
        Assert.Equal(Signature.Of(runs), Signature.Of(runs.Reverse().Concat(runs)));
    }

    private static ulong[] Runs(IReadOnlyList<string> words) => Signature.RunsOf(SampleTexts.Text(words));

    private static byte[] Of(IReadOnlyList<string> words) => Signature.Of(Runs(words));
}
