using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunctionsApp.Platform;

/// <summary>
/// What a member of a body may hold beyond its type: refused with all other faults of the body, and written into OpenAPI.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class LimitAttribute : Attribute
{
    /// <summary>Whether each item of a list, and each language of a text, is meant; otherwise the member itself.</summary>
    public virtual bool IsOfParts => true;

    /// <summary>What is wrong with a value of the right type: a stable code, and what is allowed; null for nothing.</summary>
    public abstract (string Code, LocalizedText Allowed)? Fault(JsonElement value);

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
