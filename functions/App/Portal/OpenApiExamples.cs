using System.Text.Json.Nodes;

namespace FunctionsApp.Portal;

/// <summary>Examples of requests and answers: <c>Examples/{function}.json</c>, each sent to the running app by a test.</summary>
public static class OpenApiExamples
{
    private const string Prefix = "examples/";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonObject>> All = new(() =>
    {
        var assembly = typeof(OpenApiExamples).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(
            name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]),
            name =>
            {
                using var file = assembly.GetManifestResourceStream(name)!;
                return JsonNode.Parse(file)!.AsObject();
            });
    });

    /// <summary>Null where there is none.</summary>
    public static JsonNode? Request(string function, string media) =>
        All.Value.GetValueOrDefault(function)?["request"]?[media]?.DeepClone();

    /// <summary>Null where there is none.</summary>
    public static JsonNode? Response(string function) => All.Value.GetValueOrDefault(function)?["response"]?.DeepClone();
}
