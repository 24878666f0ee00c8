using System.Collections.Frozen;
using System.Text.Json;

namespace FunctionsApp.Platform.Facts;

/// <summary>The facts that this version of the app knows, by name.</summary>
public static class FactTypes
{
    public static readonly FrozenDictionary<string, Type> All = typeof(Fact).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name);

    /// <summary>Null for a fact that another version of the app recorded and this one does not know.</summary>
    /// <exception cref="JsonException">The data are not the fact's.</exception>
    public static Fact? Read(string type, string data) =>
        All.TryGetValue(type, out var known) ? (Fact?)JsonSerializer.Deserialize(data, known, AppJson.Options) : null;
}
