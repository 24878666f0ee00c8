using System.Collections.Concurrent;
using App.Tests.Fixtures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

// Compiled once for all classes that read it.
[assembly: AssemblyFixture(typeof(App.Tests.Conventions.AppSources))]

namespace App.Tests.Conventions;

/// <summary>A source file of App, compiled with all others so that every name is known.</summary>
/// <param name="Path">Below functions/App, with '/'.</param>
public sealed record AppSource(string Path, SyntaxTree Tree)
{
    /// <summary>The feature folder; empty for a file at the top.</summary>
    public string Feature => Path.Contains('/', StringComparison.Ordinal) ? Path.Split('/')[0] : "";

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <param name="Declared">The file that declares the type.</param>
public sealed record AppUse(SyntaxNode Name, string Type, AppSource Declared);

/// <summary>The sources of App as the compiler sees them.</summary>
public sealed class AppSources
{
    private static readonly string App = Path.Combine(Repository.Root, "functions", "App");

    /// <summary>What the project imports by itself (ImplicitUsings).</summary>
    private const string Implicit = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly Dictionary<SyntaxTree, AppSource> byTree;
    private readonly ConcurrentDictionary<AppSource, IReadOnlyList<AppUse>> uses = [];

    public AppSources()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        All =
        [
            .. Directory.EnumerateFiles(App, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new AppSource(
                Path.GetRelativePath(App, file).Replace('\\', '/'), CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))),
        ];
        byTree = All.ToDictionary(source => source.Tree);
        Compilation = CSharpCompilation.Create(
            "App",
            [.. All.Select(source => source.Tree), CSharpSyntaxTree.ParseText(Implicit, options)],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public IReadOnlyList<AppSource> All { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>Each name in a file that stands for a type of App, or for a member of one, declared in another file.</summary>
    public IReadOnlyList<AppUse> Uses(AppSource source) => uses.GetOrAdd(source, _ => [.. Find(source)]);

    private IEnumerable<AppUse> Find(AppSource source)
    {
        var model = Compilation.GetSemanticModel(source.Tree);
        foreach (var name in source.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is not { } tree) continue;
            if (byTree.TryGetValue(tree, out var declared) && declared != source) yield return new AppUse(name, type.Name, declared);
        }
    }

    private static IEnumerable<MetadataReference> References()
    {
        // What the test itself runs on is what App is compiled against.
        var loaded = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return loaded.Where(file => Path.GetFileName(file) is not ("FunctionsApp.dll" or "App.Tests.dll")).Select(file => MetadataReference.CreateFromFile(file));
    }
}
