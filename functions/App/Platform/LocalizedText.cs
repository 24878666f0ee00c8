using System.Text.Json.Serialization;

namespace FunctionsApp.Platform;

/// <summary>The languages of the programme. The first is the default.</summary>
public enum Language
{
    Chinese,
    English,
}

/// <summary>One text in both languages.</summary>
public sealed record LocalizedText(
    [property: JsonPropertyName("zh-CN")] string Chinese,
    [property: JsonPropertyName("en")] string English)
{
    public string In(Language language) => language == Language.English ? English : Chinese;
}

public static class Languages
{
    /// <summary>BCP 47 tag.</summary>
    public static string Tag(this Language language) => language == Language.English ? "en" : "zh-CN";

    /// <summary>Between a name and its value.</summary>
    public static string Colon(this Language language) => language == Language.Chinese ? "：" : ": ";

    /// <summary>Between the items of a list.</summary>
    public static string Comma(this Language language) => language == Language.Chinese ? "、" : ", ";

    /// <summary>The language of a tag or a tag's prefix; Chinese when nothing matches.</summary>
    public static Language Parse(string? tag) =>
        tag is not null && tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English : Language.Chinese;
}
