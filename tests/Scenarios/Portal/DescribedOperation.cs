using System.Text.Json.Nodes;

namespace Scenarios.Portal;

/// <summary>An operation as the API's description has it.</summary>
internal sealed record DescribedOperation(string Path, string Method, JsonNode Described)
{
    public string Id => (string)Described["operationId"]!;

    public IReadOnlyList<string?> Media =>
        Described["requestBody"]?["content"] is JsonObject content ? [.. content.Select(each => (string?)each.Key)] : [null];

    public IEnumerable<string> Query => Parameters("query");

    public string? ResponseMedia => Success?["content"]?.AsObject().First().Key;

    public JsonNode? ResponseExample => Success?["content"]?.AsObject().First().Value!["example"];

    private JsonNode? Success =>
        Described["responses"]!.AsObject().Where(response => response.Key[0] == '2').MaxBy(response => response.Key).Value;

    public static IReadOnlyDictionary<string, DescribedOperation> AllOf(JsonNode description) => description["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => new DescribedOperation(path.Key, operation.Key, operation.Value!)))
        .ToDictionary(operation => operation.Id);

    public IEnumerable<string> Parameters(string place) =>
        Described["parameters"]!.AsArray().Where(parameter => (string)parameter!["in"]! == place).Select(
            parameter => (string)parameter!["name"]!);

    public bool Answers(int status) => Described["responses"]!.AsObject().ContainsKey($"{status}");

    public bool Succeeds(int status) => status is >= 200 and < 400 && Answers(status);

    public JsonNode Example(string media) => Described["requestBody"]!["content"]![media]!["example"]
        ?? throw new InvalidOperationException($"{Id} has no example of {media}.");
}
