using System.Globalization;
using System.Text;
using CsCheck;
using FunctionsApp.Platform;

namespace App.Tests.Platform;

public class ComposedTests
{
    [Theory]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u304B\u3099", "\u304C")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\U00011099\U000110BA", "\U0001109A")]
    [InlineData("a\u0315\u0300", "\u00E0\u0315")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("订单下降，👩‍🔬 <30%>", "订单下降，👩‍🔬 <30%>")]
    public void Of_Texts_AreInTheirComposedForm(string text, string composed) => Assert.Equal(composed, Composed.Of(text));

    [Fact]
    public void Of_HalfPair_ReplacesNothing() => Assert.Equal("e\u0301\uD800", Composed.Of("e\u0301\uD800"));

    /// <summary>Random sequences of letters, marks and composites with their NFC, computed by another implementation.</summary>
    [Fact]
    public void Of_SequencesOfAnotherImplementation_AgreesInEach()
    {
        using var stream = typeof(ComposedTests).Assembly.GetManifestResourceStream("composition-cases.txt")!;
        using var reader = new StreamReader(stream);
        var cases = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" = ")).ToList();

        Assert.Equal(150, cases.Count);
        Assert.All(cases, each => Assert.Equal(each[1], Codes(Composed.Of(Text(each[0])))));
    }

    [Fact]
    public void Of_AnyText_IsStableTheSecondTime() => Gen.String[Gen.Char['\u00C0', '\u3100']].Sample(text =>
        Composed.Of(Composed.Of(text)) == Composed.Of(text));

    private static string Text(string codes) => string.Concat(codes.Split(' ')
        .Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    private static string Codes(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X}"));
}
