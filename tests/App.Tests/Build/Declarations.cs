using System.Reflection;
using System.Runtime.Loader;

namespace App.Tests.Build;

/// <summary>What callers and generators see of an assembly: public types, members, attributes, values of a new instance.</summary>
internal static class Declarations
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(byte[] assembly)
    {
        var context = new AssemblyLoadContext(nameof(Declarations), isCollectible: true);
        try
        {
            var types = context.LoadFromStream(new MemoryStream(assembly)).GetExportedTypes();
            return [.. types.SelectMany(Lines).Order(StringComparer.Ordinal)];
        }
        finally
        {
            context.Unload();
        }
    }

    private static IEnumerable<string> Lines(Type type) =>
    [
        $"{type} : {type.BaseType} {type.Attributes} {Attributes(type)}",
        .. type.GetInterfaces().Select(face => $"{type} : {face}"),
        .. type.GetMembers(Declared).Where(IsSeen).Select(member => $"{type} {member} {Detail(member)} {Attributes(member)}"),
        .. type.GetConstructors().SelectMany(Values),
    ];

    private static bool IsSeen(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsSeen),
        _ => true,
    };

    private static string Detail(MemberInfo member) =>
        member is MethodBase method ? $"{method.Attributes} ({string.Join(", ", method.GetParameters().Select(Parameter))})" : "";

    private static string Parameter(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $"{parameter} = {parameter.DefaultValue ?? "default"}" : $"{parameter}";

    // Those that the compiler adds differ by its version.
    private static string Attributes(MemberInfo member) => string.Join(' ', member.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType.Namespace != "System.Runtime.CompilerServices")
        .Select(attribute => attribute.ToString()).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Values(ConstructorInfo constructor)
    {
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.Name)]);
        return constructor.DeclaringType!.GetProperties().Where(property => property.Name != "TypeId")
            .Select(property => $"{constructor.DeclaringType} {constructor} makes {property.Name} {property.GetValue(made) ?? "null"}");
    }
}
