using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace FunctionsApp.Platform;

/// <summary>
/// What a member of a body may hold beyond its type: refused with all other faults of the body, and written into OpenAPI.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class LimitAttribute : Attribute
{
    // Reflection makes the attributes again at each call.
    private static readonly ConcurrentDictionary<MemberInfo, IReadOnlyList<LimitAttribute>> Read = new();

    /// <summary>Whether each item of a list, and each language of a text, is meant; otherwise the member itself.</summary>
    public virtual bool IsOfParts => true;

    /// <summary>What is wrong with a value of the right type: a stable code, and what is allowed; null for nothing.</summary>
    public abstract (string Code, LocalizedText Allowed)? Fault(JsonElement value);

    /// <summary>The limits that a member states.</summary>
    public static IReadOnlyList<LimitAttribute> Of(JsonPropertyInfo? member) => member?.AttributeProvider is MemberInfo declared
        ? Read.GetOrAdd(declared, each => [.. each.GetCustomAttributes<LimitAttribute>(inherit: true)]) : [];

    /// <summary>Adds the limit to the member's schema, or to that of its items.</summary>
    public abstract void Describe(JsonObject schema);
}

/// <summary>A text that people read: visible, at most so many characters, none that hides or reorders others.</summary>
public sealed class TextLimitAttribute(int most) : LimitAttribute
{
    /// <summary>Line ends and tabs are allowed.</summary>
    public bool Multiline { get; init; }

    /// <summary>A blank text counts as none.</summary>
    public bool MayBeBlank { get; init; }

    public override (string Code, LocalizedText Allowed)? Fault(JsonElement value) =>
        value.ValueKind != JsonValueKind.String || (MayBeBlank && string.IsNullOrWhiteSpace(value.GetString())) ? null
            : PlainText.Fault(value.GetString()!, most, oneLine: !Multiline);

    public override void Describe(JsonObject schema)
    {
        if (!MayBeBlank) schema["minLength"] = 1;
        schema["maxLength"] = most;
    }
}

/// <summary>A list of so many items.</summary>
public sealed class ItemsAttribute(int least, int most) : LimitAttribute
{
    public override bool IsOfParts => false;

    public override (string Code, LocalizedText Allowed)? Fault(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array || (value.GetArrayLength() >= least && value.GetArrayLength() <= most) ? null
            : ("count", new LocalizedText($"须为 {least} 至 {most} 项", $"must have {least} to {most} items"));

    public override void Describe(JsonObject schema) => (schema["minItems"], schema["maxItems"]) = (least, most);
}

/// <summary>A number from one to another, both included.</summary>
public sealed class BetweenAttribute(long least, long most) : LimitAttribute
{
    public override (string Code, LocalizedText Allowed)? Fault(JsonElement value) =>
        value.ValueKind != JsonValueKind.Number || (value.GetDecimal() >= least && value.GetDecimal() <= most) ? null
            : ("value", new LocalizedText($"须为 {least} 至 {most}", $"must be {least} to {most}"));

    public override void Describe(JsonObject schema) => (schema["minimum"], schema["maximum"]) = (least, most);
}

/// <summary>A name for programs: one word, or words joined by hyphens.</summary>
public sealed class NameAttribute(int most) : LimitAttribute
{
    /// <summary>PascalCase; otherwise kebab-case.</summary>
    public bool Pascal { get; init; }

    private string Pattern => Pascal ? "^[A-Z][A-Za-z0-9]*$" : "^[a-z0-9]+(-[a-z0-9]+)*$";

    public override (string Code, LocalizedText Allowed)? Fault(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || Fits(value.GetString()!)) return null;
        var form = Pascal ? "PascalCase" : "kebab-case";
        return ("value", new LocalizedText($"须为 {form}，最多 {most} 个字符", $"must be {form}, at most {most} characters"));
    }

    public override void Describe(JsonObject schema) => (schema["pattern"], schema["maxLength"]) = (Pattern, most);

    // A dollar would admit a line end after it.
    private bool Fits(string text) => text.Length <= most && !text.Contains('\n', StringComparison.Ordinal)
        && Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant);
}

/// <summary>One of some codes.</summary>
public abstract class CodesAttribute : LimitAttribute
{
    protected abstract IReadOnlyList<string> Codes { get; }

    public override (string Code, LocalizedText Allowed)? Fault(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || Codes.Contains(value.GetString())) return null;
        return ("value", new LocalizedText($"取自 {string.Join("、", Codes)}", $"must be one of {string.Join(", ", Codes)}"));
    }

    public override void Describe(JsonObject schema)
    {
        // A schema whose type admits null must list it, too.
        var codes = Codes.Select(code => (JsonNode?)code).ToList();
        if (schema["type"] is JsonArray) codes.Add(null);
        schema["enum"] = new JsonArray([.. codes]);
    }
}
