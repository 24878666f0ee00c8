using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FunctionsApp.Platform;

/// <summary>
/// The kinds of a record, found by themselves: those that derive from it, each named without the record's last word.
/// <c>ApprovalDefinition</c> is the kind <c>Approval</c> of <c>StageDefinition</c>.
/// </summary>
public static class Kinds
{
    public static IEnumerable<string> Of(Type root) => Derived(root).Select(kind => NameOf(root, kind));

    /// <exception cref="ArgumentException">The record does not end with the last word of <paramref name="root"/>.</exception>
    public static string NameOf(Type root, Type kind)
    {
        var word = root.Name[Array.FindLastIndex(root.Name.ToCharArray(), char.IsAsciiLetterUpper)..];
        return kind.Name.EndsWith(word, StringComparison.Ordinal) && kind.Name.Length > word.Length ? kind.Name[..^word.Length]
            : throw new ArgumentException($"{kind.Name} does not end with {word}.", nameof(kind));
    }

    /// <summary>JSON reads and writes all kinds of a record that has JsonPolymorphic and lists none.</summary>
    internal static void Declare(JsonTypeInfo record)
    {
        if (record.PolymorphismOptions is not { DerivedTypes.Count: 0 } polymorphism) return;
        foreach (var kind in Derived(record.Type)) polymorphism.DerivedTypes.Add(new JsonDerivedType(kind, NameOf(record.Type, kind)));
    }

    private static IEnumerable<Type> Derived(Type root) => root.Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(root) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal);
}
