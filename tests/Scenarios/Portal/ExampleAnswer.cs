using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scenarios.Portal;

/// <summary>The example of an answer, compared with the answer of a run, or made of it.</summary>
internal static class ExampleAnswer
{
    public const string Token = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl";

    private const int Items = 2;
    private const int Members = 30;
    private const int Characters = 400;

    /// <summary>Their answers are the same in every run of a release.</summary>
    private static readonly string[] Fixed =
    [
        "Definitions_Schema", "Districts_List", "Health_Live", "Health_Ready", "OpenApi_Get", "Operations_Calendar", "Problems_Get", "Problems_List",
        "Programmes_Get", "Programmes_List", "Sectors_List",
    ];

    /// <summary>An answer as the example shows it: of long ones the beginning.</summary>
    public static JsonNode? Of(DescribedOperation operation, string body)
    {
        if (operation.ResponseMedia?.EndsWith("json", StringComparison.Ordinal) != true) return Shortened(JsonValue.Create(body));
        var answer = JsonNode.Parse(body);
        // Of themselves descriptions show their version and what they are.
        return Shortened(operation.Id is "OpenApi_Get" or "Definitions_Schema" ? new JsonObject(answer!.AsObject().Take(2).Select(Copy)) : answer);
    }

    /// <summary>
    /// Where the example differs from an answer. Ids, times and digests are each run's own, so of values their kind is compared, of pages
    /// and XML the elements; of answers that are fixed everything.
    /// </summary>
    public static IReadOnlyList<string> Differences(DescribedOperation operation, JsonNode? actual)
    {
        var example = operation.ResponseExample;
        if (Fixed.Contains(operation.Id)) return JsonNode.DeepEquals(example, actual) ? [] : [$"{operation.Id}: {actual?.ToJsonString()}"];
        return operation.ResponseMedia == "application/json"
            ? [.. Differences(example, actual, operation.Id)]
            : SameText((string?)example ?? "", (string)actual!) ? [] : [$"{operation.Id}: {actual}"];
    }

    /// <summary>Makes it the example.</summary>
    public static void Record(DescribedOperation operation, JsonNode? actual)
    {
        var file = Path.Combine(Repository(), "functions", "App", "Portal", "Examples", $"{operation.Id}.json");
        var example = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        example["response"] = actual;
        var options = new JsonSerializerOptions
        {
            WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
        };
        File.WriteAllText(file, example.ToJsonString(options) + "\n");
    }

    private static JsonNode? Shortened(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Take(Items).Select(item => Shortened(item))]),
        JsonObject body => new JsonObject(body.Take(Members).Select(member => KeyValuePair.Create(member.Key, Shortened(member.Value)))),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(IsToken(text) ? Token : Shortened(text)),
        _ => node?.DeepClone(),
    };

    private static string Shortened(string text) => text.Length > Characters ? $"{text[..Characters]}…" : text;

    private static bool IsToken(string text) =>
        text.Count(character => character == '.') == 2 && text.StartsWith("eyJ", StringComparison.Ordinal);

    private static IEnumerable<string> Differences(JsonNode? example, JsonNode? actual, string place) => (example, actual) switch
    {
        (JsonObject one, JsonObject other) => one.Concat(other).Select(member => member.Key).Distinct().SelectMany(name =>
            one.ContainsKey(name) && other.ContainsKey(name) ? Differences(one[name], other[name], $"{place}/{name}")
                : [$"{place}/{name}: of one alone"]),
        // One item or two: to whom something is assigned, each run decides.
        (JsonArray one, JsonArray other) when one.Count == 0 == (other.Count == 0) =>
            one.Zip(other).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{place}/{index}")),
        _ => Kind(example) == Kind(actual) && example is not JsonArray
            ? []
            : [$"{place}: {example?.ToJsonString()}, answered {actual?.ToJsonString()}"],
    };

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    private static bool SameText(string example, string actual)
    {
        if (!example.StartsWith('<')) return example.AsSpan(0, 8).SequenceEqual(actual.AsSpan(0, 8));
        var (one, other) = (Elements(example), Elements(actual));
        // The last ones may be cut off elsewhere: names and addresses differ in length.
        var both = Math.Min(one.Count, other.Count) - 1;
        return both > 0 && one.Take(both).SequenceEqual(other.Take(both));
    }

    private static List<string> Elements(string markup) => [.. Regex.Matches(markup, @"<[!?/]?[\w:-]+").Select(match => match.Value)];

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) =>
        new(member.Key, member.Value?.DeepClone());

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FunctionsApp.sln"))) folder =
            Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        return folder;
    }
}
