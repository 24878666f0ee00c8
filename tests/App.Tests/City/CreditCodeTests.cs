using System.Text.Json;
using CsCheck;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace App.Tests.City;

public class CreditCodeTests
{
    internal const string Valid = "91350100M000100Y43";

    private static readonly int[] Weights = [3, 7, 9, 10, 5, 8, 4, 2];

    private static readonly string[] Heads = ["91", "92", "93", "11", "12", "51", "54", "G1", "N1", "A1", "Y1"];

    private static readonly string[] Districts = ["440300", "350100", "100000", "110108", "820000"];

    private static readonly Gen<string> Codes =
        from head in Gen.Int[0, Heads.Length - 1].Select(place => Heads[place])
        from district in Gen.Int[0, Districts.Length - 1].Select(place => Districts[place])
        from body in Gen.Char[CreditCode.Alphabet].Array[8]
        let code = new string(body)
        let checkedCode = OrganisationCheck(code)
        // X is in the alphabet, and every digit.
        let text = head + district + code + checkedCode
        select text + CreditCode.CheckCharacter(text);

    [Theory]
    [InlineData("91350100M000100Y43")] // The standard's example.
    [InlineData(" 91350100m000100y43 ")]
    [InlineData("9135-0100 M000 100Y 43")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    [InlineData("\uFEFF91350100\u200BM000100\u200DY43\u2060")]
    [InlineData("91350100‑M000100Y4–3\u00A0\t")]
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

    [Theory]
    [InlineData("01440300MA5EXA129", "registration department")]
    [InlineData("99440300MA5EXA129", "registration department")]
    [InlineData("94440300MA5EXA129", "registration department")]
    [InlineData("B1440300MA5EXA129", "registration department")]
    [InlineData("91990300MA5EXA129", "no district 990300")]
    [InlineData("9144030AMA5EXA129", "no district 44030A")]
    [InlineData("91100000MA5EXA129", null)]
    [InlineData("91440300MA5EXA128", "organisation code is 8, expected 9")]
    [InlineData("91440300MA5EXA12X", "organisation code is X, expected 9")]
    public void Parse_EachPart_IsCheckedForWhatItCanBe(string body, string? fault)
    {
        var code = body + CreditCode.CheckCharacter(body);

        if (fault is null) Assert.Equal(code, CreditCode.Parse(code).Value);
        else Assert.Contains(fault, Fault(code), StringComparison.Ordinal);
    }

    /// <summary>The standard's table with its amendment, and what is issued beside it: 54, 55 and G.</summary>
    [Fact]
    public void Parse_DepartmentAndType_AreThoseOfTheStandard()
    {
        string[] expected =
        [
            "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "54", "55", "59", "61", "62", "69", "71",
            "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "G1", "G9", "N1", "N2", "N3", "N9", "Y1",
        ];

        Assert.Equal(expected,
            from department in CreditCode.Alphabet
            from type in CreditCode.Alphabet
            let body = $"{department}{type}440300MA5EXA129"
            where CreditCode.Find(body + CreditCode.CheckCharacter(body)) is not null
            select $"{department}{type}");
    }

    /// <summary>Codes that are public: companies, a public institution of the city.</summary>
    [Theory]
    [InlineData("91110000600037341L")]
    [InlineData("91110108551385082Q")]
    [InlineData("12440300MB2C92173E")]
    public void Parse_CodeInUse_IsValid(string code) => Assert.Equal(code, CreditCode.Parse(code).Value);

    [Fact]
    public void Equals_HoweverTyped_IsTheSame()
    {
        Assert.Equal(CreditCode.Parse(Valid), CreditCode.Parse(" 91350100m000100y43\u200B"));
        Assert.Equal(CreditCode.Parse(Valid), CreditCode.Find("91350100m000100y43"));
        Assert.Null(CreditCode.Find("91350100m000100y44"));
        Assert.Null(CreditCode.Find(null));
    }

    [Fact]
    public void Json_IsTheCodeAndReadsWhatWasStored()
    {
        Assert.Equal($"\"{Valid}\"", JsonSerializer.Serialize(CreditCode.Parse(Valid), AppJson.Options));
        Assert.Equal(CreditCode.Parse(Valid), JsonSerializer.Deserialize<CreditCode>("\"91350100m000100y43\"", AppJson.Options));
        // Stored before a check came.
        Assert.Equal("91440300MA5EXAMPLE", JsonSerializer.Deserialize<CreditCode>("\"91440300MA5EXAMPLE\"", AppJson.Options)!.Value);
    }

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

    // GB 11714 by its text: the sum of weighted values and the check, X for 10, is divided by 11.
    private static char OrganisationCheck(string code) => "0123456789X".Single(check =>
        ("0123456789X".IndexOf(check) + code.Select((character, place) =>
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(character) * Weights[place]).Sum()) % 11 == 0);

    private static string Fault(string text)
    {
        var problem = Assert.Throws<ProblemException>(() => CreditCode.Parse(text));
        Assert.Equal("invalid-credit-code", problem.Type.Slug);
        Assert.NotEqual(problem.Detail!.Chinese, problem.Detail.English);
        return problem.Detail.English;
    }
}
