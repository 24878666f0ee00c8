using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Conventions;

/// <summary>The tree, the file names and the order of features, for every file of App.</summary>
public sealed class StructureTests(AppSources sources)
{
    private const int LongestFile = 300;
    private const int LongestLine = 140;

    /// <summary>In the order in which they may use each other.</summary>
    internal static readonly string[] Features =
    [
        "Platform", "City", "Identity", "Pages", "Mail", "People", "Organisations", "Programmes", "Assignments", "Applications", "Documents",
        "Duplicates", "Reviews", "Approvals", "Completeness", "Panels", "SiteVisits", "PublicNotices", "Selections", "Referrals",
        "Applying", "Records", "Retention", "Oversight", "Statistics", "Warnings", "Alerts", "WhitePapers",
        "Subscriptions", "Deliveries", "Operations", "Portal",
    ];

    /// <summary>Where a kind of trigger belongs: the end of the file's name.</summary>
    private static readonly (string Attribute, string[] Roles)[] Triggers =
    [
        ("HttpTrigger", ["Http"]),
        ("TimerTrigger", ["Timer"]),
        ("BlobTrigger", ["OnBlob"]),
        ("ServiceBusTrigger", ["OnFacts", "OnMessages"]),
        ("OrchestrationTrigger", ["Orchestrator"]),
    ];

    /// <summary>An operation is named by a verb and a noun.</summary>
    private static readonly string[] Verbs =
    [
        "Accept", "Announce", "Answer", "Approve", "Ask", "Await", "Cancel", "Check", "Choose", "Close", "Compare", "Conclude",
        "Decide", "Delete", "Draft",
        "Erase", "Escalate", "Expire", "Gather", "Lapse", "Open", "Place",
        "Plan", "Publish", "Read", "Receive", "Register", "Reject", "Remind", "Return", "Send", "Submit", "Update", "Verify",
        "Withdraw", "Write",
    ];

    [Fact]
    public void Folders_AreTheFeaturesOfTheDesign() =>
        Assert.Empty(sources.All.Select(source => source.Feature).Where(feature => feature.Length > 0).Distinct().Except(Features));

    [Fact]
    public void Sources_AreUnderstood_AsTheCompilerDoes() =>
        Assert.Contains(sources.Uses(sources.All.Single(source => source.Name == "ApprovalQuestion")), use => use.Declared.Path == "Programmes/ProgrammeCatalogue.cs");

    [Fact]
    public void Features_UseOnlyEarlierOnes() => Assert.Empty(
        from source in sources.All
        where source.Feature.Length > 0
        from use in sources.Uses(source)
        where Array.IndexOf(Features, use.Declared.Feature) > Array.IndexOf(Features, source.Feature)
        select $"{source.Path}({Line(use.Name)}) uses {use.Type} of {use.Declared.Feature}, which comes later");

    [Fact]
    public void Features_LeaveOthersRowsAndStoresAlone() => Assert.Empty(
        from source in sources.All
        from use in sources.Uses(source)
        where use.Declared.Feature is not ("" or "Platform") && use.Declared.Feature != source.Feature && IsStorage(use.Declared)
        select $"{source.Path}({Line(use.Name)}) uses {use.Type} of {use.Declared.Feature}");

    [Fact]
    public void Tables_AreKnownToStoresAndRowsAlone() => Assert.Empty(
        from source in sources.All
        where source.Feature != "Platform" && !IsStorage(source) && source.Name != "ReadinessChecks"
        from import in source.Tree.GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
        where import.Name?.ToString() == "Azure.Data.Tables"
        select source.Path);

    /// <summary>One place reads a state before its facts and checks the chain, so that no route can do less.</summary>
    [Fact]
    public void Records_AreMadeByTheStoreAlone() => Assert.Equal(["Platform/Facts/FactRecord.cs", "Platform/Storage/AggregateStore.cs"],
        from source in sources.All
        where source.Tree.GetText().ToString() is var text
            && (text.Contains("FactRecord.Of(", StringComparison.Ordinal) || text.Contains(
                "FactChain.FirstBroken(", StringComparison.Ordinal))
        orderby source.Path
        select source.Path);

    [Fact]
    public void Files_AreNamedByATypeInThem() => Assert.Empty(
        from source in sources.All
        where source.Name != "Program"
        where !source.Tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Any(type => IsOf(source.Name, type.Identifier.Text))
        select source.Path);

    [Fact]
    public void Triggers_StandInFilesOfTheirRole() => Assert.Empty(
        from source in sources.All
        from attribute in source.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        from trigger in Triggers
        where attribute.Name.ToString() == trigger.Attribute && !trigger.Roles.Any(source.Name.EndsWith)
        select $"{source.Path} has a {trigger.Attribute}");

    [Fact]
    public void Activities_StandWithTheOperationThatTheyRun() => Assert.Empty(
        from source in sources.All
        where source.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString() == "ActivityTrigger")
        where !Verbs.Any(verb => source.Name.StartsWith(verb, StringComparison.Ordinal))
        select source.Path);

    [Theory]
    [InlineData("ProblemType", "Problems")]
    public void Values_OfAKind_StandInFilesOfTheirRole(string type, string role) => Assert.Empty(
        from source in sources.All
        from field in source.Tree.GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>()
        where field.Declaration.Type.ToString() == type && field.Modifiers.Any(modifier => modifier.Text == "static") && !source.Name.EndsWith(role, StringComparison.Ordinal)
        select $"{source.Path} has a {type}");

    [Fact]
    public void Lines_EndBeforeColumn140() => Assert.Empty(
        from source in sources.All
        from line in source.Tree.GetText().Lines
        where line.Span.Length > LongestLine && !IsMarkup(source, line.Start)
        select $"{source.Path}({line.LineNumber + 1}): {line.Span.Length}");

    [Fact]
    public void Files_EndBeforeLine300() => Assert.Empty(
        sources.All.Where(source => source.Tree.GetText().Lines.Count > LongestFile).Select(source => $"{source.Path}: {source.Tree.GetText().Lines.Count}"));

    // A page's or a letter's markup, written as one raw text.
    private static bool IsMarkup(AppSource source, int start) =>
        source.Tree.GetRoot().FindToken(start).Parent?.AncestorsAndSelf().Any(node => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax) == true
        || source.Tree.GetText().Lines.GetLineFromPosition(start).ToString().Contains("\"\"\"", StringComparison.Ordinal);

    private static bool IsStorage(AppSource source) =>
        source.Name.EndsWith("Store", StringComparison.Ordinal) || source.Name.EndsWith("Rows", StringComparison.Ordinal);

    // An operation's file may hold its activity alone; a file of texts or facts is named by what all of it is.
    private static bool IsOf(string file, string type) => type == file || type == $"{file}Activity" || type == $"{file}Attribute" || (file.EndsWith("Facts", StringComparison.Ordinal) && type.EndsWith("Fact", StringComparison.Ordinal));

    private static int Line(SyntaxNode name) => name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
