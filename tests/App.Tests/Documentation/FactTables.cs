using App.Tests.Conventions;
using FunctionsApp.Platform.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Documentation;

/// <summary>A fact, and the files that make it and that react to it.</summary>
public sealed record FactRow(Type Fact, IReadOnlyList<AppSource> Publishers, IReadOnlyList<AppSource> Readers)
{
    public string Folder => Fact.Namespace!.Split('.')[1];

    public string Name => $"`{Fact.Name}`";

    public string Meaning => DocStrings.Summary(Fact);

    /// <summary>As the published JSON names them.</summary>
    public string Members => MarkdownTable.Code(Fact.GetConstructors().SelectMany(made => made.GetParameters())
        .Select(parameter => parameter.Name!).Select(name => $"{char.ToLowerInvariant(name[0])}{name[1..]}"));

    public static string Files(IEnumerable<AppSource> sources) => string.Join("; ", sources
        .GroupBy(source => source.Feature)
        .OrderBy(group => Pages.Place(group.Key))
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(source => source.Name).Order(StringComparer.Ordinal))}"));
}

/// <summary>Who publishes which fact, and who reacts.</summary>
/// <remarks>
/// By what the sources construct, and by the patterns that name a fact or a record that it derives from; what has words for a fact does not
/// react to it.
/// </remarks>
public sealed class FactTables
{
    public FactTables(AppSources sources)
    {
        ILookup<string, AppSource> Find(Func<SemanticModel, IEnumerable<string>> names) => sources.All
            .SelectMany(source => names(sources.Compilation.GetSemanticModel(source.Tree)).Select(name => (name, source)))
            .Distinct().ToLookup(use => use.name, use => use.source);

        var (made, read) = (Find(Made), Find(model => model.SyntaxTree.FilePath.EndsWith("Texts.cs", StringComparison.Ordinal) ? []
            : Read(model)));
        Rows =
        [
            .. FactTypes.All.Values
                .Select(fact => new FactRow(fact, [.. made[fact.Name]], [.. Kinds(fact).SelectMany(kind => read[kind.Name]).Distinct()]))
                .OrderBy(row => Pages.Place(row.Folder)).ThenBy(row => row.Fact.Name, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<FactRow> Rows { get; }

    public string All => MarkdownTable.Of("folder | fact | what happened | members | published by | who reacts", Rows, row =>
        [row.Folder, row.Name, row.Meaning, row.Members, FactRow.Files(row.Publishers), FactRow.Files(row.Readers)]);

    /// <summary>Of one feature: what it declares or publishes, and to whose facts it reacts.</summary>
    /// <param name="parts">Its folders that have a table of their own facts.</param>
    public string Of(string feature, IReadOnlyList<string> parts) =>
        Table(Rows.Where(row => IsOf(row, feature) && !parts.Any(part => IsOfPart(row, part))));

    /// <summary>Of a feature's folder, such as Applications/Signing: what it declares.</summary>
    public string OfPart(string part) => Table(Rows.Where(row => IsOfPart(row, part)));

    public static bool IsOf(FactRow row, string feature) =>
        row.Folder == feature || row.Publishers.Concat(row.Readers).Any(source => source.Feature == feature);

    private static bool IsOfPart(FactRow row, string part) =>
        row.Fact.Namespace!.Split('.', 2)[1] == part.Replace('/', '.');

    private static string Table(IEnumerable<FactRow> rows) => MarkdownTable.Of(
        "fact | what happened | published by | who reacts",
        rows, row => [row.Name, row.Meaning, FactRow.Files(row.Publishers), FactRow.Files(row.Readers)]);

    private static IEnumerable<Type> Kinds(Type fact)
    {
        for (var kind = fact; kind != typeof(Fact); kind = kind.BaseType!) yield return kind;
    }

    private static IEnumerable<string> Made(SemanticModel model) => model.SyntaxTree.GetRoot().DescendantNodes()
        .OfType<BaseObjectCreationExpressionSyntax>()
        .Select(creation => model.GetTypeInfo(creation).Type?.Name).OfType<string>();

    // A type alone is no pattern to the parser, after "is" and after "case".
    private static IEnumerable<string> Read(SemanticModel model) => model.SyntaxTree.GetRoot().DescendantNodes()
        .Select(node => node switch
        {
            PatternSyntax pattern => (SyntaxNode)pattern,
            CaseSwitchLabelSyntax label => label.Value,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test => test.Right,
            _ => null,
        })
        .OfType<SyntaxNode>()
        .SelectMany(part => part.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        .Select(name => model.GetSymbolInfo(name).Symbol).OfType<INamedTypeSymbol>()
        .Select(type => type.Name);
}
