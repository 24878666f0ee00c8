using System.Text;
using CsCheck;
using FunctionsApp.Records.Dossiers;

namespace App.Tests.Records.Dossiers;

public sealed class DossierNameTests
{
    [Theory]
    [InlineData("a.pdf", "a.pdf")]
    [InlineData("申请书 (终稿).pdf", "申请书 (终稿).pdf")]
    [InlineData("📄𠀀.pdf", "📄𠀀.pdf")]
    [InlineData("e\u0301.pdf", "é.pdf")]
    [InlineData("a..b.pdf", "a.b.pdf")]
    [InlineData("../../etc/passwd", "_._etc_passwd")]
    [InlineData("..\\..\\a.pdf", "_._a.pdf")]
    [InlineData("/etc/passwd", "_etc_passwd")]
    [InlineData("C:\\a.pdf", "C__a.pdf")]
    [InlineData("a\u0000.pdf", "a.pdf")]
    [InlineData("a\r\nX: y.pdf", "aX_ y.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe")]
    [InlineData("a\u2066b\u2028c.pdf", "abc.pdf")]
    [InlineData("a\uD800.pdf", "a.pdf")]
    [InlineData(" .a. ", "a")]
    [InlineData("NUL", "_NUL")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("Aux.tar.gz", "_Aux.tar.gz")]
    [InlineData("com¹.pdf", "_com¹.pdf")]
    [InlineData("CON .pdf", "_CON.pdf")]
    [InlineData("console.pdf", "console.pdf")]
    [InlineData("..", "document")]
    [InlineData("\u202E", "document")]
    [InlineData("", "document")]
    [InlineData(null, "document")]
    public void Of_NamesThatAttackAndThatDoNot_AreWhatEverySystemUnpacks(string? name, string expected) =>
        Assert.Equal(expected, DossierName.Of(name));

    [Fact]
    public void Of_FourThousandCharacters_KeepsTheBeginningAndTheExtension()
    {
        Assert.Equal($"{new string('a', DossierName.MaxBytes - 4)}.pdf", DossierName.Of(new string('a', 4000) + ".pdf"));
        Assert.Equal($"{new string('申', 48)}.pdf", DossierName.Of(new string('申', 4000) + ".pdf"));
        Assert.Equal(DossierName.MaxBytes - 1, DossierName.Of(string.Concat(Enumerable.Repeat(".b", 4000))).Length);
    }

    [Fact]
    public void Of_AnyText_IsOnePartOfAPathAndStaysAsItIs() => Gen.String.Sample(text =>
    {
        var name = DossierName.Of(text);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, DossierName.MaxBytes + 1);
        Assert.DoesNotContain(name, "/\\:*?\"<>|".ToCharArray().Contains);
        Assert.DoesNotContain("..", name, StringComparison.Ordinal);
        Assert.DoesNotContain(name, char.IsControl);
        Assert.Equal(name.Trim(' ', '.'), name);
        Assert.Equal(name, DossierName.Of(name));
    });
}
