using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LocalHost.Tests.OfflineSdk;

/// <summary>OfflineSdk declares what App and LocalHost use and nothing else. Absent from the Azure build.</summary>
public class OfflineSdkTests
{
    private const string Sdk = "OfflineSdk";

    [Fact]
    public void PublicTypes_NotUsedByAppOrLocalHost_AreNone()
    {
        var declared = Declared();
        var used = UsedBy("FunctionsApp").Union(UsedBy("LocalHost")).ToHashSet();

        // A used type brings what its own shape names: bases, interfaces, and the types of its public members.
        var shape = declared.Where(type => used.Contains(type.FullName!)).SelectMany(Shape).Select(type => type.FullName!).ToHashSet();
        var bases = declared.Where(type => used.Contains(type.FullName!) || shape.Contains(type.FullName!)).SelectMany(Bases).ToList();
        var needed = used.Union(shape).Union(bases.Concat(bases.SelectMany(Shape)).Select(type => type.FullName!)).ToHashSet();

        Assert.Empty(declared.Select(type => type.FullName!).Where(name => !needed.Contains(name)).Order());
    }

    [Fact]
    public void Declarations_HaveNoEngine_NoBroker_NoInputOutput()
    {
        string[] forbidden = ["System.IO.File", "System.IO.FileStream", "System.Net.Http.HttpClient", "System.Threading.Thread", "System.Threading.Timer", "System.Net.Sockets.Socket"];
        Declared();

        Assert.Empty(References(Sdk, _ => true).Intersect(forbidden));
    }

    private static IReadOnlyList<Type> Declared()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{Sdk}.dll");
        Assert.SkipUnless(File.Exists(file), "The Azure build has no OfflineSdk.");
        return Assembly.LoadFrom(file).GetExportedTypes();
    }

    private static IEnumerable<Type> Shape(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(type.GetConstructors(all).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
            .SelectMany(Parts);
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        foreach (var contract in type.GetInterfaces().SelectMany(Parts)) yield return contract;
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            foreach (var part in Parts(up)) yield return part;
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<string> UsedBy(string assembly) => References(assembly, scope => scope == Sdk);

    private static IReadOnlyList<string> References(string assembly, Func<string, bool> from)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && from(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)))
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}
