using App.Tests.Conventions;
using FunctionsApp.Platform.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Documentation;

/// <summary>A fact, and the files that make it and that react to it.</summary>
public sealed record FactRow(Type Fact, IReadOnlyList<AppSource> Publishers, IReadOnlyList<AppSource> Readers)
{
    public string Folder => Fact.Namespace!.Split('.')[1];

    public string Name => $"`{Fact.Name}`";

    /// <summary>As the published JSON names them.</summary>
    public string Members => MarkdownTable.Code(Fact.GetConstructors().SelectMany(made => made.GetParameters())
        .Select(parameter => parameter.Name!).Select(name => $"{char.ToLowerInvariant(name[0])}{name[1..]}"));

    public static string Files(IEnumerable<AppSource> sources) => string.Join("; ", sources
        .GroupBy(source => source.Feature)
        .OrderBy(group => Pages.Features.ToList().IndexOf(group.Key))
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(source => source.Name).Order(StringComparer.Ordinal))}"));
}

/// <summary>Who publishes which fact, and who reacts: by what the sources construct, and by the patterns that name a fact or what it derives from.</summary>
public sealed class FactTables
{
    public FactTables(AppSources sources)
    {
        var made = sources.All.SelectMany(source => Made(sources, source).Select(type => (Type: type, Source: source))).ToLookup(use => use.Type, use => use.Source);
        var read = sources.All.SelectMany(source => Read(sources, source).Select(type => (Type: type, Source: source))).ToLookup(use => use.Type, use => use.Source);
        Rows =
        [
            .. FactTypes.All.Values
                .Select(fact => new FactRow(fact, [.. made[fact.Name].Distinct()], [.. Kinds(fact).SelectMany(kind => read[kind.Name]).Distinct()]))
                .OrderBy(row => Pages.Features.ToList().IndexOf(row.Folder)).ThenBy(row => row.Fact.Name, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<FactRow> Rows { get; }

    public string All => MarkdownTable.Of("folder | fact | members | published by | who reacts", Rows.Select(row => (IReadOnlyList<string>)
        [row.Folder, row.Name, row.Members, FactRow.Files(row.Publishers), FactRow.Files(row.Readers)]));

    /// <summary>Of one feature: what it publishes, and to whose facts it reacts.</summary>
    public string Of(string feature) => MarkdownTable.Of("fact | published by | who reacts", Rows.Where(row => IsOf(row, feature)).Select(row => (IReadOnlyList<string>)
        [row.Name, FactRow.Files(row.Publishers), FactRow.Files(row.Readers)]));

    public static bool IsOf(FactRow row, string feature) => row.Publishers.Concat(row.Readers).Any(source => source.Feature == feature);

    private static IEnumerable<Type> Kinds(Type fact)
    {
        for (var kind = fact; kind != typeof(Fact); kind = kind.BaseType!) yield return kind;
    }

    private static IEnumerable<string> Made(AppSources sources, AppSource source)
    {
        var model = sources.Compilation.GetSemanticModel(source.Tree);
        return source.Tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            .Select(creation => model.GetTypeInfo(creation).Type?.Name).OfType<string>().Where(FactTypes.All.ContainsKey);
    }

    private static IEnumerable<string> Read(AppSources sources, AppSource source)
    {
        var model = sources.Compilation.GetSemanticModel(source.Tree);
        return source.Tree.GetRoot().DescendantNodes().OfType<PatternSyntax>()
            .SelectMany(pattern => pattern.DescendantNodes().OfType<SimpleNameSyntax>())
            .Select(name => model.GetSymbolInfo(name).Symbol).OfType<INamedTypeSymbol>()
            .Select(type => type.Name);
    }
}
