using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>Each identity has the roles of roles.json and no other; the README's table says the same, so that no right comes or goes unseen.</summary>
public partial class RolesTests(Templates templates)
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>Azure's own names of the roles: an id alone tells nobody what it allows.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = "Durable Task Data Contributor",
    };

    private static readonly IReadOnlyList<Grant> Table =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "roles.json")))!.AsArray()
            .Select(row => new Grant(row!["principal"]!.GetValue<string>(), row["scope"]!.GetValue<string>(), row["id"]!.GetValue<string>()))];

    private sealed record Grant(string Principal, string Scope, string Role)
    {
        public override string ToString() => $"{Principal} on {Scope}: {Names.GetValueOrDefault(Role, Role)}";
    }

    [Fact]
    public void EveryIdentity_HasTheListedRolesAndNoOther() => Assert.Empty(templates.Deployments.SelectMany(Faults));

    [Fact]
    public void EveryRow_IsInSomeDeployment() => Assert.Empty(Table.Except(templates.Deployments.SelectMany(Granted)).Select(grant => grant.ToString()));

    [Fact]
    public void EveryRow_HasTheRoleItNamesAndAReason()
    {
        var rows = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "roles.json")))!.AsArray();

        Assert.All(rows, row => Assert.Equal(Names[row!["id"]!.GetValue<string>()], row["role"]!.GetValue<string>()));
        Assert.All(rows, row => Assert.True(row!["reason"]!.GetValue<string>().Length > 20));
    }

    [Fact]
    public void TheReadme_HasTheSameRows() => Assert.Equal(
        Table.Select(grant => grant.ToString()).Order(),
        ReadmeRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "infra", "README.md")))
            .Select(row => $"{row.Groups[1].Value} on {row.Groups[2].Value}: {row.Groups[3].Value}").Order());

    [Fact]
    public void Identities_AreTheAppsOneAndEventGridsOwn() => Assert.All(templates.Deployments, deployment =>
    {
        Assert.Single(deployment.Of("Microsoft.ManagedIdentity/userAssignedIdentities"));
        Assert.All(
            deployment.Resources.Where(resource => resource["identity"] is not null),
            resource => Assert.Equal(Deployment.Type(resource) == "Microsoft.Web/sites" ? "UserAssigned" : "SystemAssigned", resource["identity"]!["type"]!.GetValue<string>()));
    });

    [Fact]
    public void Role_TakenAway_IsMissed() => Assert.All(
        Enumerable.Range(0, templates.Deployment("prod-scheduler").Of(Assignment).Count()),
        index =>
        {
            var deployment = templates.Deployment("prod-scheduler");
            var id = Deployment.Id(deployment.Of(Assignment).ElementAt(index));
            Assert.Single(Faults(deployment.Without(resource => Deployment.Id(resource) == id)));
        });

    [Fact]
    public void Role_ThatNobodyListed_IsSeen() => Assert.Equal(2, Faults(templates.Deployment("dev").With(Assignment, assignment =>
        assignment["properties"]!["roleDefinitionId"] = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635")).Count());

    [Fact]
    public void RowOfTheTable_TakenAway_IsMissed()
    {
        var mutated = templates.Mutated("dev", "roles.json", text =>
        {
            var rows = JsonNode.Parse(text)!.AsArray();
            rows.RemoveAt(3);
            return rows.ToJsonString();
        });

        Assert.Equal(["dev: app on serviceBus: Azure Service Bus Data Sender is missing"], Faults(mutated));
    }

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        var granted = Granted(deployment).ToList();
        var wanted = Table
            .Where(grant => grant.Scope != "scheduler" || deployment.Variant.HasScheduler)
            .ToList();
        foreach (var grant in wanted.Except(granted)) yield return $"{deployment.Variant}: {grant} is missing";
        foreach (var grant in granted.Except(wanted)) yield return $"{deployment.Variant}: {grant} is not in roles.json";
    }

    private static IEnumerable<Grant> Granted(Deployment deployment) => deployment.Of(Assignment).Select(assignment =>
    {
        var properties = assignment["properties"]!;
        var scope = Deployment.Id(assignment)[..Deployment.Id(assignment).IndexOf("/providers/Microsoft.Authorization", StringComparison.Ordinal)];
        return new Grant(
            Principal(properties["principalId"]!.GetValue<string>()), Scope(scope), properties["roleDefinitionId"]!.GetValue<string>().Split('/')[^1]);
    });

    private static string Principal(string expression) =>
        expression.Contains("userAssignedIdentities", StringComparison.Ordinal) ? "app"
        : expression.Contains("Microsoft.EventGrid/systemTopics", StringComparison.Ordinal) ? "blobEvents"
        : expression;

    // Narrower first; a whole group or subscription is none of these and stands out.
    private static string Scope(string id) =>
        id.EndsWith("/containers/dead-letters", StringComparison.Ordinal) ? "deadLetters"
        : ResourceType().Match(id) switch
        {
            { Value: "/Microsoft.Storage/storageAccounts/" } => "storage",
            { Value: "/Microsoft.ServiceBus/namespaces/" } => "serviceBus",
            { Value: "/Microsoft.KeyVault/vaults/" } => "vault",
            { Value: "/Microsoft.Insights/components/" } => "insights",
            { Value: "/Microsoft.DurableTask/schedulers/" } => "scheduler",
            _ => id,
        };

    [GeneratedRegex(@"(?<=/providers)/[^/]+/[^/]+/(?=[^/]+$)")]
    private static partial Regex ResourceType();

    [GeneratedRegex(@"^\| `(app|blobEvents)` \| `(\w+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();
}
