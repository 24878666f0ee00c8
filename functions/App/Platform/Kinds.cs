using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The kinds of stages, as <see cref="StageDefinition"/> declares them.</summary>
public static class Kinds
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(StageDefinition).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    public static IReadOnlyCollection<string> All => Names.Values;

    public static string Of(Type definition) => Names[definition];
}
