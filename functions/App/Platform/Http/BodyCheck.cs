using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunctionsApp.Platform.Http;

/// <summary>Holds a JSON body to its record: finds all faults at once, where the serializer stops at the first.</summary>
public sealed class BodyCheck
{
    /// <summary>Faults that are reported at most: a body of a mebibyte could have a hundred thousand.</summary>
    public const int Most = 50;

    private readonly List<MemberFault> faults = [];
    private bool hasShape = true;

    /// <summary>The faults are in the order of the body; what an object misses comes after what it has.</summary>
    /// <exception cref="ProblemException">malformed-json: the body has another shape; invalid-field: values are not allowed.</exception>
    public static void Require(JsonElement body, Type record)
    {
        var check = new BodyCheck();
        check.Value(body, record, BodyPlace.Body);
        if (!check.hasShape) throw PlatformProblems.MalformedJson.With(check.faults);
        if (check.faults.Count > 0) throw PlatformProblems.InvalidField.With(check.faults);
    }

    private void Value(JsonElement value, Type type, BodyPlace place)
    {
        var info = AppJson.Strict.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                Members(value, info, place);
                break;
            case JsonTypeInfoKind.Object:
                Add(place, "type", new("应为对象", "must be an object"));
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    if (faults.Count >= Most) return;
                    if (item.ValueKind == JsonValueKind.Null) Add(place.Item(index), "null", MemberTexts.NotNull);
                    else Value(item, info.ElementType!, place.Item(index));
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                Add(place, "type", new("应为列表", "must be a list"));
                break;
            default:
                if (MemberTexts.Fault(value, info.Type) is { } fault) Add(place, fault.Code, fault.Allowed);
                break;
        }
    }

    private void Members(JsonElement body, JsonTypeInfo info, BodyPlace place)
    {
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var known = info.Properties.ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        foreach (var member in body.EnumerateObject())
        {
            if (faults.Count >= Most) return;
            if (!known.TryGetValue(member.Name, out var property)) unknown.Add(member.Name);
            else if (!given.Add(property.Name)) Add(place.Member(property.Name), "twice", new("重复", "is there twice"));
            else Member(member.Value, property, place.Member(property.Name));
        }

        foreach (var name in unknown.Take(Most)) Add(place.Member(name), "unknown", MemberTexts.Unknown(name, known.Keys, given));
        foreach (var property in info.Properties.Where(property => property.IsRequired && !given.Contains(property.Name)))
        {
            Add(place.Member(property.Name), "missing", new("必填，但没有提供", "is required and missing"));
        }
    }

    private void Member(JsonElement value, JsonPropertyInfo property, BodyPlace place)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!property.IsSetNullable || property.PropertyType is { IsValueType: true } type && Nullable.GetUnderlyingType(type) is null)
            {
                Add(place, "null", MemberTexts.NotNull);
            }

            return;
        }

        var before = faults.Count;
        Value(value, property.PropertyType, place);
        // What has the wrong type is not out of a range as well.
        if (faults.Count > before) return;
        foreach (var limit in LimitAttribute.Of(property)) Limit(limit, value, place);
    }

    private void Limit(LimitAttribute limit, JsonElement value, BodyPlace place)
    {
        if (limit.IsOfParts && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index()) Limit(limit, item, place.Item(index));
        }
        else if (limit.IsOfParts && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject()) Limit(limit, member.Value, place.Member(member.Name));
        }
        else if (limit.Fault(value) is { } fault && faults.Count < Most)
        {
            faults.Add(MemberFault.Of(place, fault.Code, fault.Allowed));
        }
    }

    /// <summary>A fault of the shape.</summary>
    private void Add(BodyPlace place, string code, LocalizedText allowed)
    {
        hasShape = false;
        if (faults.Count < Most) faults.Add(MemberFault.Of(place, code, allowed));
    }
}
