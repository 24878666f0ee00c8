using System.Collections.Frozen;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.City;

/// <summary>
/// A unified social credit code: registration department, type of organisation, six digits of the district, nine characters of the
/// organisation code, check character. Two codes are equal however they were typed.
/// </summary>
/// <remarks>
/// Source: GB 32100-2015; the organisation code inside by GB 11714. The check character (MOD 31-3) finds every single wrong character and
/// every two characters that changed places.
/// </remarks>
[TypeConverter(typeof(CreditCodeSetting))]
[JsonConverter(typeof(CreditCodeJson))]
public sealed record CreditCode
{
    public const int Length = 18;

    /// <summary>Digits and capitals without I, O, S, V, Z; a character's value is its place.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private const int OrganisationCode = 8;
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Types of organisations that each department registers; 9 is the others, where the department has others.</summary>
    /// <remarks>
    /// Source: the table of GB 32100-2015 with its amendment 1 of 2016, as public copies agree on it. Issued beside it since 2017: 54 and
    /// 55 to villagers' and residents' committees, G to offices of overseas non-governmental organisations.
    /// </remarks>
    private static readonly FrozenDictionary<char, string> Departments = new Dictionary<char, string>
    {
        ['1'] = "1239", ['2'] = "19", ['3'] = "123459", ['4'] = "19", ['5'] = "123459", ['6'] = "129", ['7'] = "129", ['8'] = "19",
        ['9'] = "123", ['A'] = "19", ['G'] = "19", ['N'] = "1239", ['Y'] = "1",
    }.ToFrozenDictionary();

    /// <summary>The first two digits of GB/T 2260; 10 for what the state registers itself.</summary>
    /// <remarks>The other four digits are those of the registration authority: zones have some that the standard does not list.</remarks>
    private static readonly FrozenSet<int> Provinces = FrozenSet.Create(
        10, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71,
        81, 82);

    private CreditCode(string value) => Value = value;

    /// <summary>18 characters, upper-case.</summary>
    public string Value { get; }

    public override string ToString() => Value;

    /// <summary>
    /// Reads a code as people type and paste it: spaces, hyphens and invisible characters between, small letters, full-width characters.
    /// </summary>
    /// <exception cref="ProblemException">invalid-credit-code, naming what is wrong.</exception>
    public static CreditCode Parse(string text)
    {
        var code = Normalise(text);
        return Fault(code) is { } fault ? throw CityProblems.InvalidCreditCode.With(fault) : new CreditCode(code);
    }

    /// <summary>Null for no code or a wrong one.</summary>
    public static CreditCode? Find(string? text) => text is not null && Normalise(text) is var code && Fault(code) is null
        ? new CreditCode(code) : null;

    /// <summary>Whether it is one; of stored codes and those of settings that is not certain.</summary>
    [JsonIgnore]
    public bool IsValid => Fault(Value) is null;

    /// <summary>A code as it was stored: a check that came later must not hide the record that it belongs to.</summary>
    internal static CreditCode Stored(string text) => new(Normalise(text));

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

    /// <summary>The ninth character of an organisation code (GB 11714, MOD 11).</summary>
    /// <param name="code">Its first eight characters.</param>
    public static char OrganisationCheck(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < OrganisationWeights.Length; i++)
        {
            var character = code[i];
            sum += (char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10) * OrganisationWeights[i];
        }

        return "0123456789X"[(11 - sum % 11) % 11];
    }

    private static Platform.LocalizedText? Fault(string code)
    {
        if (code.Length != Length)
        {
            return new($"应为 {Length} 个字符，实为 {code.Length} 个", $"It has {code.Length} characters; {Length} are required");
        }

        for (var i = 0; i < Length; i++)
        {
            if (!Alphabet.Contains(code[i]))
            {
                return new($"第 {i + 1} 个字符无效：只能用数字和除 I、O、S、V、Z 外的大写字母",
                    $"Character {i + 1} is not allowed: digits and capitals other than I, O, S, V, Z");
            }
        }

        var expected = CheckCharacter(code);
        if (code[^1] != expected)
        {
            return new($"校验码应为 {expected}，实为 {code[^1]}", $"The check character is {code[^1]}, expected {expected}");
        }

        return Departments.TryGetValue(code[0], out var types) && types.Contains(code[1]) ? Inner(code)
            : new($"登记管理部门和机构类别代码 {code[..2]} 不存在", $"There is no registration department and type {code[..2]}");
    }

    private static Platform.LocalizedText? Inner(string code)
    {
        var district = code[2..OrganisationCode];
        if (!district.All(char.IsAsciiDigit) || !Provinces.Contains(int.Parse(district.AsSpan(0, 2), CultureInfo.InvariantCulture)))
        {
            return new($"行政区划码 {district} 不存在", $"There is no district {district}");
        }

        var expected = OrganisationCheck(code.AsSpan(OrganisationCode));
        return code[^2] == expected ? null : new($"组织机构代码的校验码应为 {expected}，实为 {code[^2]}",
            $"The check character of the organisation code is {code[^2]}, expected {expected}");
    }

    private static string Normalise(string text) => string.Concat(text
        // Full-width forms have a fixed distance from ASCII.
        .Select(character => character is >= '！' and <= '～' ? (char)(character - '！' + '!') : character)
        .Where(character => !char.IsWhiteSpace(character) && !IsPassedOver(char.GetUnicodeCategory(character)))
        .Select(char.ToUpperInvariant));

    // Pasting brings zero-width characters (Format); hyphens and dashes are typed between groups.
    private static bool IsPassedOver(UnicodeCategory category) => category is UnicodeCategory.Format or UnicodeCategory.DashPunctuation;

    // The binder of settings leaves out an item of a list that throws: whoever takes a code from settings checks it afterwards.
    private sealed class CreditCodeSetting : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string { Length: > 0 } text ? Stored(text) : null;
    }

    private sealed class CreditCodeJson : JsonConverter<CreditCode>
    {
        public override CreditCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Stored(reader.GetString() ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, CreditCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
