using FunctionsApp.Platform.Http;

namespace FunctionsApp.Organisations;

/// <summary>A unified social credit code: 18 characters, the last a check character (MOD 31-3).</summary>
/// <remarks>Source: GB 32100-2015. The check finds every single wrong character and every two characters that changed places.</remarks>
public readonly record struct CreditCode
{
    public const int Length = 18;

    /// <summary>Digits and capitals without I, O, S, V, Z; a character's value is its place.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCode(string value) => Value = value;

    public string Value { get; }

    public override string ToString() => Value;

    /// <summary>Reads a code as people type it: spaces and hyphens between, small letters, full-width characters.</summary>
    /// <exception cref="ProblemException">invalid-credit-code: its length, a character, or its check character, naming the expected
    /// one.</exception>
    public static CreditCode Parse(string text)
    {
        var code = Normalise(text);
        if (code.Length != Length)
        {
            throw OrganisationProblems.InvalidCreditCode.With(
                $"应为 {Length} 个字符，实为 {code.Length} 个", $"It has {code.Length} characters; {Length} are required");
        }

        for (var i = 0; i < Length; i++)
        {
            if (!Alphabet.Contains(code[i]))
            {
                throw OrganisationProblems.InvalidCreditCode.With(
                    $"第 {i + 1} 个字符无效：只能用数字和除 I、O、S、V、Z 外的大写字母",
                    $"Character {i + 1} is not allowed: digits and capitals other than I, O, S, V, Z");
            }
        }

        var expected = CheckCharacter(code);
        return code[^1] == expected
            ? new CreditCode(code)
            : throw OrganisationProblems.InvalidCreditCode.With($"校验码应为 {expected}，实为 {code[^1]}",
                $"The check character is {code[^1]}, expected {expected}");
    }

    /// <summary>Whether the text is a code, written as it is registered.</summary>
    public static bool IsValid(string text) => text.Length == Length && text.All(Alphabet.Contains) && text[^1] == CheckCharacter(text);

    /// <summary>The check character of the first 17 characters.</summary>
    /// <param name="code">17 or more characters of the alphabet.</param>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in code[..(Length - 1)])
        {
            sum += Alphabet.IndexOf(character) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    private static string Normalise(string text) => string.Concat(text
        // Full-width forms have a fixed distance from ASCII.
        .Select(character => character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character)
        .Where(character => !char.IsWhiteSpace(character) && character != '-')
        .Select(char.ToUpperInvariant));
}
