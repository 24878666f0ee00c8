using System.Collections.Frozen;
using System.Reflection;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Portal;

/// <summary>Every kind of problem that the app can answer, by slug: the static fields of type <see cref="ProblemType"/>.</summary>
public static class ProblemCatalogue
{
    /// <exception cref="ArgumentException">At the first use: two kinds share a slug.</exception>
    public static FrozenDictionary<string, ProblemType> All { get; } = typeof(ProblemCatalogue).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType == typeof(ProblemType))
        .Select(field => (ProblemType)field.GetValue(null)!)
        .ToDictionary(problem => problem.Slug)
        .ToFrozenDictionary();
}
