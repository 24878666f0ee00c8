using System.Text.Json.Serialization;

namespace FunctionsApp.Platform.Http;

/// <summary>What is wrong with one member of a body.</summary>
/// <param name="Pointer">JSON pointer as a fragment (RFC 6901, section 6): <c>#/items/0/reason</c>; <c>#</c> is the body itself.</param>
/// <param name="Code">Stable: missing, unknown, twice, null, type, value, length, characters, count.</param>
public sealed record MemberFault(string Pointer, string Code, LocalizedText Message)
{
    /// <summary>The message without the member's name: a page has another name for its input. Null where they are one.</summary>
    [JsonIgnore]
    public LocalizedText? Reason { get; init; }

    /// <param name="limit">Of which the message is about the value, without its name.</param>
    public static MemberFault Of(BodyPlace place, string code, LocalizedText limit) => new(
        place.Pointer, code, new LocalizedText($"{place.Name.Chinese}：{limit.Chinese}", $"{place.Name.English}: {limit.English}"))
    {
        Reason = limit,
    };

    /// <param name="path">As a rule names a member: <c>title.zh-CN</c>.</param>
    public static MemberFault Of(string path, string code, LocalizedText limit) =>
        Of(path.Split('.').Aggregate(BodyPlace.Body, (place, name) => place.Member(name)), code, limit);
}

/// <summary>Where a member is in a body, for programs and for people.</summary>
public sealed record BodyPlace(string Pointer, LocalizedText Name)
{
    private const int LongestName = 60;

    public static readonly BodyPlace Body = new("#", new LocalizedText("正文", "body"));

    /// <param name="name">As it was sent; shown up to 60 characters.</param>
    public BodyPlace Member(string name)
    {
        var shown = name.Length <= LongestName ? name : $"{name[..LongestName]}…";
        var path = Pointer == "#" ? new(shown, shown) : new LocalizedText($"{Name.Chinese}.{shown}", $"{Name.English}.{shown}");
        return new($"{Pointer}/{Token(shown)}", path);
    }

    public BodyPlace Item(int index) => new($"{Pointer}/{index}", new($"{Name.Chinese}[{index}]", $"{Name.English}[{index}]"));

    private static string Token(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
