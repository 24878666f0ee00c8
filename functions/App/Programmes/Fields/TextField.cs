using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>What a one-line text must look like. No free patterns: one of a definition file could take minutes to match.</summary>
public enum TextPattern
{
    Any,
    Email,

    /// <summary>Digits, spaces, hyphens, a leading +; 7 to 20 characters.</summary>
    Phone,

    /// <summary>Unified social credit code, written as it is registered, see <see cref="City.CreditCode"/>.</summary>
    CreditCode,

    /// <summary>Absolute http or https address.</summary>
    WebAddress,
}

/// <summary>What a text names across programmes and years.</summary>
public enum Identified
{
    /// <summary>The project's leader.</summary>
    Lead,

    /// <summary>A number that the project has elsewhere.</summary>
    ProjectNumber,
}

/// <summary>A text. Answer: a JSON string, trimmed, line ends \n, in Unicode's composed form.</summary>
public sealed partial record TextField : ValueField
{
    public const int MaxCharacters = 10_000;

    /// <summary>Characters at least, where there is an answer at all, 0 to MaxLength.</summary>
    [Between(0, MaxCharacters)]
    public int MinLength { get; init; }

    /// <summary>Characters (Unicode code points) at most, 1 to <see cref="MaxCharacters"/>.</summary>
    [Between(1, MaxCharacters)]
    public required int MaxLength { get; init; }

    /// <summary>Paragraphs; otherwise one line.</summary>
    public bool Multiline { get; init; }

    public TextPattern Pattern { get; init; }

    /// <summary>The duplicate check finds other applications with the same answer; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Identified? Identifies { get; init; }

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        if (MinLength > MaxLength) yield return (".minLength", "Must be 0 to maxLength.");
        if (!Enum.IsDefined(Pattern)) yield return (".pattern", $"{Pattern} is not a pattern.");
        if (Identifies is { } identified && (Multiline || !Enum.IsDefined(identified))) yield return (".identifies",
            "Lead or ProjectNumber, of a text of one line.");
        if (Multiline && Pattern != TextPattern.Any) yield return (".pattern", "Only a text of one line has a pattern.");
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults)
    {
        if (Text(value) is not { } given)
        {
            faults.Add(FaultTexts.Type(place, new("文本", "a text")));
            return null;
        }

        var text = given.ReplaceLineEndings("\n").Trim();
        if (!PlainText.IsVisible(text)) return null;
        if (!(Multiline ? PlainText.IsClean(text) : PlainText.IsOneLine(text)))
        {
            faults.Add(FaultTexts.Characters(place));
            return null;
        }

        text = PlainText.Kept(text);
        var length = text.EnumerateRunes().Count();
        if (length > MaxLength) faults.Add(FaultTexts.TooLong(place, MaxLength, length));
        if (length < MinLength) faults.Add(FaultTexts.TooShort(place, MinLength));
        if (Expected(Pattern) is { } expected && !Fits(text)) faults.Add(FaultTexts.Pattern(place, expected));
        return JsonValue.Create(text);
    }

    /// <summary>Null for what is no text, and for one with half a surrogate pair, which JSON can write.</summary>
    internal static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool Fits(string text) => Pattern switch
    {
        TextPattern.Email => Email().IsMatch(text),
        TextPattern.Phone => Phone().IsMatch(text),
        TextPattern.CreditCode => City.CreditCode.Find(text)?.Value == text,
        TextPattern.WebAddress => Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps),
        _ => true,
    };

    private static LocalizedText? Expected(TextPattern pattern) => pattern switch
    {
        TextPattern.Email => new("电子邮箱地址", "an e-mail address"),
        TextPattern.Phone => new("电话号码", "a telephone number"),
        TextPattern.CreditCode => new("统一社会信用代码", "a unified social credit code"),
        TextPattern.WebAddress => new("以 http 或 https 开头的网址", "a web address that begins with http or https"),
        _ => null,
    };

    [GeneratedRegex(@"^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9][0-9 -]{5,17}[0-9]\z")]
    private static partial Regex Phone();
}
