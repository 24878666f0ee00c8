using CsCheck;
using FunctionsApp.Documents.Versions;

namespace App.Tests.Documents.Versions;

public sealed class CompareTextsTests
{
    [Fact]
    public void Compare_AChangedLine_MarksWhatChangedInIt()
    {
        var compared = CompareTexts.Compare("预算\n设备费九十万元\n合计", "预算\n设备费八十万元\n合计\n附注");

        Assert.Equal((2, 1, false), (compared.Added, compared.Removed, compared.IsSame));
        Assert.Equal(
            ["Same 预算", "Removed 设备费[九]十万元", "Added 设备费[八]十万元", "Same 合计", "Added [附注]"],
            compared.Lines.Select(Written));
    }

    [Fact]
    public void Compare_LayoutAlone_IsTheSame()
    {
        var compared = CompareTexts.Compare(" one \n\n two", "one\r\ntwo  \n");
        Assert.True(compared.IsSame);
        Assert.Equal(["Gap 2"], compared.Lines.Select(Written));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "a", "Added [a]")]
    [InlineData("a", "", "Removed [a]")]
    public void Compare_WithNothing_IsAllOfTheOther(string old, string next, string lines) =>
        Assert.Equal(lines, string.Join(", ", CompareTexts.Compare(old, next).Lines.Select(Written)));

    [Fact]
    public void Compare_FarFromAChange_LeavesLinesOut()
    {
        var lines = Enumerable.Range(1, 100).Select(number => $"line {number}").ToList();
        var next = lines.Select(line => line == "line 50" ? "line fifty" : line);

        var compared = CompareTexts.Compare(string.Join('\n', lines), string.Join('\n', next));

        Assert.Equal(
            ["Gap 47", "Same line 48", "Same line 49", "Removed line [50]", "Added line [fifty]", "Same line 51", "Same line 52", "Gap 48"],
            compared.Lines.Select(Written));
    }

    [Fact]
    public void Compare_OfMoreLinesThanTheLimit_StatesThatItIsCut()
    {
        var most = string.Join('\n', Enumerable.Range(1, CompareTexts.MaxLines));
        Assert.False(CompareTexts.Compare(most, most).IsCut);
        Assert.True(CompareTexts.Compare(most, $"{most}\nmore").IsCut);
        Assert.False(CompareTexts.Compare(most, $"{most}\nmore").IsSame);
    }

    [Fact]
    public void Compare_ACharacterOutsideTheFirstPlane_IsNotHalved()
    {
        var removed = CompareTexts.Compare("甲𠀀乙", "甲𠀁乙").Lines[0];
        Assert.Equal("Removed 甲[𠀀]乙", Written(removed));
    }

    /// <summary>Both texts can be read out of their comparison.</summary>
    [Fact]
    public void All_OfAnyTwoTexts_HasBoth() =>
        Gen.Select(Texts, Texts).Sample((old, next) =>
        {
            var lines = CompareTexts.All(old, next);
            Assert.Equal(old, lines.Where(line => line.Kind != ChangeKind.Added).Select(line => line.Text));
            Assert.Equal(next, lines.Where(line => line.Kind != ChangeKind.Removed).Select(line => line.Text));
        });

    private static readonly Gen<List<string>> Texts =
        Gen.OneOf(new[] { "甲", "乙", "a b", "a c", "𠀀x", "long line" }.Select(text => Gen.Const(text)).ToArray()).List[0, 12];

    private static string Written(ComparedLine line) => line.Kind == ChangeKind.Gap ? $"Gap {line.Count}"
        : $"{line.Kind} {string.Concat(line.Parts.Select(part => part.IsChanged ? $"[{part.Text}]" : part.Text))}";
}
