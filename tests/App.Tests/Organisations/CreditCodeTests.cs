using CsCheck;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Http;

namespace App.Tests.Organisations;

public class CreditCodeTests
{
    internal const string Valid = "91350100M000100Y43";

    private static readonly Gen<string> Codes =
        from body in Gen.Char[CreditCode.Alphabet].Array[17]
        let text = new string(body)
        select text + CreditCode.CheckCharacter(text);

    [Theory]
    [InlineData("91350100M000100Y43")] // The standard's example.
    [InlineData(" 91350100m000100y43 ")]
    [InlineData("9135-0100 M000 100Y 43")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    public void Parse_AsPeopleTypeIt_GivesTheCode(string text) => Assert.Equal(Valid, CreditCode.Parse(text).Value);

    [Fact]
    public void Parse_WrongCheckCharacter_NamesTheExpectedOne() => Assert.Contains("expected 3", Fault("91350100M000100Y44"));

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    public void Parse_OtherLength_SaysHowLong(string text) => Assert.Contains("18 are required", Fault(text));

    [Theory]
    [InlineData("I1350100M000100Y43", 1)]
    [InlineData("9135010OM000100Y43", 8)]
    [InlineData("91350100M000100Y4S", 18)]
    [InlineData("91350100M00010/Y43", 15)]
    [InlineData("9135010０M00010中Y43", 15)]
    public void Parse_CharacterOutsideTheAlphabet_NamesItsPlace(string text, int place) =>
        Assert.Contains($"Character {place} ", Fault(text));

    [Fact]
    public void Parse_AnyCodeWithItsCheckCharacter_IsValid() => Codes.Sample(code => Assert.Equal(code, CreditCode.Parse(code).Value));

    [Fact]
    public void Parse_AnyOneCharacterChanged_IsFound() => Gen.Select(Codes, Gen.Int[0, 17], Gen.Int[1, 30]).Sample((code, place, shift) =>
    {
        var other = code.ToCharArray();
        other[place] = CreditCode.Alphabet[(CreditCode.Alphabet.IndexOf(other[place]) + shift) % 31];
        Assert.Throws<ProblemException>(() => CreditCode.Parse(new string(other)));
    });

    [Fact]
    public void Parse_AnyTwoOfTheBodySwapped_IsFound() =>
        Gen.Select(Codes, Gen.Int[0, 16], Gen.Int[0, 16]).Where((code, a, b) => code[a] != code[b]).Sample((code, a, b) =>
    {
        var other = code.ToCharArray();
        (other[a], other[b]) = (other[b], other[a]);
        Assert.Throws<ProblemException>(() => CreditCode.Parse(new string(other)));
    });

    private static string Fault(string text)
    {
        var problem = Assert.Throws<ProblemException>(() => CreditCode.Parse(text));
        Assert.Equal("invalid-credit-code", problem.Type.Slug);
        Assert.NotEqual(problem.Detail!.Chinese, problem.Detail.English);
        return problem.Detail.English;
    }
}
