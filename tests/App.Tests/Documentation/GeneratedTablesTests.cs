using System.Text.Json.Nodes;
using App.Tests.Conventions;
using App.Tests.Fixtures;
using FunctionsApp.Platform;

namespace App.Tests.Documentation;

/// <summary>Each generated table of a Markdown file is what the code makes of it; UPDATE_DOCS=1 writes them.</summary>
public sealed class GeneratedTablesTests(AppSources sources)
{
    private static readonly string[] Everywhere = ["facts", "problems", "settings", "host.json", "folders", "access", "routes", "rejections", "measures", "diagrams"];

    private static FactTables? made;

    // One for all tests of the class: it looks at every source.
    private readonly FactTables facts = made ??= new FactTables(sources);

    /// <summary>Of LocalHost's pages its own tests make the tables.</summary>
    private static IReadOnlyList<MarkdownBlock> Blocks =>
    [
        .. Pages.All
            .Where(file => !Pages.Name(file).StartsWith("functions/LocalHost/", StringComparison.Ordinal))
            .SelectMany(MarkdownBlock.AllOf),
    ];

    [Fact]
    public void Tables_InEveryPage_AreWhatTheCodeSays() => Assert.All(Blocks, block => block.Hold(Make(block.Name)));

    [Fact]
    public void Tables_OfTheApp_EachHaveAPage() => Assert.Empty(Everywhere.Except(Blocks.Select(block => block.Name)));

    [Fact]
    public void Facts_OfAFeature_AreInItsPage() => Assert.Equal(
        Pages.Features.Where(feature => facts.Rows.Any(row => FactTables.IsOf(row, feature))), NamedIn("facts"));

    [Fact]
    public void Settings_OfAFeature_AreInItsPage() => Assert.Equal(
        Pages.Features.Where(feature => Settings.All.Any(setting => setting.Features.Contains(feature))), NamedIn("settings"));

    [Fact]
    public void Facts_EveryOne_IsExplainedAndPublished()
    {
        Assert.True(facts.Rows.Count > 25, $"Found only {facts.Rows.Count}");
        Assert.Empty(facts.Rows.Where(row => row.Meaning.Length == 0).Select(row => row.Fact.Name));
        Assert.Empty(facts.Rows.Where(row => row.Publishers.Count == 0).Select(row => row.Fact.Name));
    }

    [Theory]
    [InlineData("ApplicationSubmitted", "Applications: SubmitApplication",
        "Applications: StateCheck; Duplicates: DuplicatesOnFacts; Reviews: ReviewOnFacts; Approvals: Correction; Applying: Happening, MyLetter")]
    [InlineData("DecisionRecorded", "Approvals: DecideApproval", "Reviews: ReviewOnFacts")]
    [InlineData("ApplicationRejected", "Applications: ConcludeApplication", "Applications: StateCheck; Reviews: ReviewPhases; Selections: SelectionOnFacts; Applying: Happening, MyLetter")]
    public void Facts_Known_HaveTheirPublisherAndReader(string fact, string publisher, string reader)
    {
        var row = facts.Rows.Single(row => row.Fact.Name == fact);

        Assert.Equal((publisher, reader), (FactRow.Files(row.Publishers), FactRow.Files(row.Readers)));
    }

    /// <summary>A fact that a subscription leaves out never comes to those who react to it.</summary>
    [Fact]
    public void Subscriptions_OfFacts_TakeWhatTheirReadersReactTo()
    {
        var readers = new Dictionary<string, string[]>
        {
            [Topology.ReviewsSubscription] = ["ReviewOnFacts"],
            [Topology.AlertsSubscription] = ["AlertOnFacts", "AlertRules"],
            [Topology.WarningsSubscription] = ["WarningOnFacts"],
            [Topology.WarningTasksSubscription] = ["WarningTaskOnFacts"],
            [Topology.DuplicatesSubscription] = ["DuplicatesOnFacts"],
            [Topology.GuidesSubscription] = ["GuidesOnFacts"],
            [Topology.AssignmentsSubscription] = ["AssignmentOnFacts"],
            [Topology.PanelsSubscription] = ["PanelPlanOnFacts"],
            [Topology.SelectionsSubscription] = ["SelectionOnFacts"],
            [Topology.AgreementsSubscription] = ["AgreementOnFacts"],
            [Topology.OrganisationsSubscription] = ["MembersOnFacts"],
            [Topology.DigestsSubscription] = ["DigestOnFacts"],
            [Topology.WhitePapersSubscription] = ["WhitePaperOnFacts"],
        };
        var topology = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")))!;
        var subscriptions = topology["topics"]!.AsArray().Single(topic => topic!["name"]!.GetValue<string>() == Topology.Facts)!["subscriptions"]!
            .AsArray().ToDictionary(
                each => each!["name"]!.GetValue<string>(), each => each!["subjects"]!.AsArray().Select(subject => subject!.GetValue<string>()));

        Assert.Equal(readers.Keys.Order(), subscriptions.Keys.Order());
        Assert.All(readers, subscription => Assert.Equal(
            facts.Rows.Where(row => row.Readers.Any(source => subscription.Value.Contains(source.Name))).Select(row => row.Fact.Name)
                .Order(StringComparer.Ordinal),
            subscriptions[subscription.Key]));
    }

    private string Make(string name) => name.Split(' ') switch
    {
        ["facts"] => facts.All,
        ["facts", var part] when part.Contains('/') => facts.OfPart(part),
        ["facts", var feature] => facts.Of(feature, [.. Parts.Where(part => part.StartsWith($"{feature}/", StringComparison.Ordinal))]),
        ["problems"] => ProblemTable.All,
        ["settings"] => SettingTables.All,
        ["settings", var feature] => SettingTables.Of(feature),
        ["host.json"] => HostJson.Table,
        ["folders"] => FeatureTable.All,
        ["access"] => AccessTables.Matrix,
        ["routes"] => AccessTables.Routes,
        ["rejections"] => RejectionTable.All,
        ["measures"] => ProgrammeTables.Measures,
        ["diagrams"] => ProgrammeTables.Diagrams,
        _ => throw new InvalidOperationException($"There is no table called '{name}'."),
    };

    /// <summary>Folders of features whose facts are in their own page.</summary>
    private static IEnumerable<string> Parts => Blocks.Select(block => block.Name.Split(' '))
        .Where(name => name is ["facts", var part] && part.Contains('/')).Select(name => name[1]);

    /// <summary>The features in whose own page the table about them is.</summary>
    private static IEnumerable<string> NamedIn(string table) =>
        Pages.Features.Where(feature => Blocks.Contains(new MarkdownBlock(Pages.OfFeature(feature), $"{table} {feature}")));
}
