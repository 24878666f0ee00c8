using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>Everything has its name, its tags and its logs; alerts and workbook ask for what the app measures.</summary>
public partial class OperationsTests(Templates templates)
{
    /// <summary>Resources without logs or metrics of their own, or whose are not worth their price.</summary>
    private static readonly string[] Silent =
    [
        "Microsoft.Resources/resourceGroups", "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.Insights/components", "Microsoft.Insights/actionGroups",
        "Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/workbooks", "Microsoft.Web/serverfarms",
        "Microsoft.DurableTask/schedulers", "Microsoft.Network/virtualNetworks", "Microsoft.Network/networkSecurityGroups", "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks", "Microsoft.Cdn/profiles/afdEndpoints",
        "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies",
        // Its services have them.
        "Microsoft.Storage/storageAccounts",
    ];

    /// <summary>Metrics of the meter FunctionsApp, with their dimensions. Dead letters are the broker's to count.</summary>
    private static readonly Dictionary<string, string[]> Metrics = new()
    {
        ["reviews.open"] = ["stage", "programme", "age"],
        ["reviews.decisions"] = ["outcome", "stage"],
        ["reviews.oldest_pending_assignment"] = [],
        ["blobs.poisoned"] = [],
        ["documents.altered"] = [],
        ["documents.malware"] = [],
        ["documents.scan.unanswered"] = [],
        ["letters.bounced"] = [],
        ["messages.resent"] = [],
        ["lists.repaired"] = ["difference"],
        ["calendar.missing_notices"] = ["year"],
        ["requests.refused"] = ["kind", "route"],
        ["canary.missing"] = ["channel"],
    };

    private static readonly JsonObject Abbreviations = Json("abbreviations.json").AsObject();

    [Fact]
    public void EveryResource_SendsItsLogsToTheWorkspace() => Assert.Empty(templates.Deployments.SelectMany(SilentOnes));

    [Fact]
    public void EveryResource_HasItsTags() => Assert.Empty(templates.Deployments.SelectMany(UntaggedOnes));

    [Fact]
    public void EveryName_BeginsWithItsAbbreviation() => Assert.Empty(templates.Deployments.SelectMany(MisnamedOnes));

    /// <summary>what-if can only show what it can name: no name or id may wait for Azure to say something.</summary>
    [Fact]
    public void EveryId_IsKnownBeforeDeployment() => Assert.All(
        templates.Deployments.SelectMany(deployment => deployment.Resources),
        resource => Assert.DoesNotContain("reference(", Deployment.Id(resource), StringComparison.Ordinal));

    [Fact]
    public void Templates_SayTheSameTwice() => Assert.All(templates.Compiled.Values, template => Assert.DoesNotMatch(@"\b(utcNow|newGuid)\(", template.ToJsonString()));

    [Fact]
    public void Diagnostics_TakenAway_AreMissed() => Assert.Single(SilentOnes(templates.Deployment("dev").Without(resource =>
        Deployment.Id(resource).Contains("Microsoft.KeyVault", StringComparison.Ordinal) && Deployment.Type(resource) == "Microsoft.Insights/diagnosticSettings")));

    [Fact]
    public void Tags_TakenAway_AreMissed() =>
        Assert.Single(UntaggedOnes(templates.Deployment("dev").With("Microsoft.ServiceBus/namespaces", resource => resource.Remove("tags"))));

    [Fact]
    public void Name_OfAnotherKind_IsSeen() =>
        Assert.Single(MisnamedOnes(templates.Deployment("dev").With("Microsoft.KeyVault/vaults", resource => resource["name"] = "vault-x")));

    [Fact]
    public void Alerts_CoverWhatStopsPeople()
    {
        var deployment = templates.Deployment("prod-scheduler");
        var names = deployment.Of("Microsoft.Insights/metricAlerts").Concat(deployment.Of("Microsoft.Insights/scheduledQueryRules")).Select(Deployment.Name).ToList();

        Assert.All(
            ["dead-letters", "undelivered-events", "oldest-assignment", "failed-orchestrations", "server-errors", "poison-documents", "lists-repaired", "holiday-notice", "worker-exits", "refused-requests",
                "canary-missing", "documents-altered", "scans-unanswered"],
            subject => Assert.Contains(names, name => name.Contains(subject, StringComparison.Ordinal)));
        Assert.All(
            deployment.Of("Microsoft.Insights/scheduledQueryRules"),
            rule => Assert.NotEmpty(rule["properties"]!["actions"]!["actionGroups"]!.AsArray()));
        Assert.Equal(2, deployment.Of("Microsoft.Insights/actionGroups").Single()["properties"]!["emailReceivers"]!.AsArray().Count);
    }

    /// <summary>One that no alert and no chart asks for is measured for no one.</summary>
    [Fact]
    public void Metrics_AreAllThatTheAppHas() => Assert.Equal(
        Metrics.Keys.Order(),
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", "App"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Instrument().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void Queries_NameOnlyWhatTheAppMeasures() => Assert.All(Queries(), query =>
    {
        var metrics = MetricName().Matches(query).Select(match => match.Groups[1].Value).ToList();
        Assert.All(metrics, metric => Assert.Contains(metric, Metrics.Keys));
        Assert.All(Dimension().Matches(query).Where(_ => metrics.Count > 0), dimension => Assert.Contains(dimension.Groups[1].Value, metrics.SelectMany(metric => Metrics[metric])));
    });

    [Fact]
    public void EveryMetric_IsAskedForSomewhere() => Assert.All(Metrics.Keys, metric => Assert.Contains(Queries(), query => query.Contains($"'{metric}'", StringComparison.Ordinal)));

    [Fact]
    public void Workbook_NamesTheDeployedAccountAndBroker()
    {
        var deployment = templates.Deployment("dev");
        var text = deployment.Of("Microsoft.Insights/workbooks").Single()["properties"]!["serializedData"]!.GetValue<string>();

        Assert.NotNull(JsonNode.Parse(text)!["items"]);
        Assert.Contains(Deployment.Id(deployment.Of("Microsoft.Storage/storageAccounts").Single()), text, StringComparison.Ordinal);
        Assert.Contains(Deployment.Id(deployment.Of("Microsoft.ServiceBus/namespaces").Single()), text, StringComparison.Ordinal);
        Assert.DoesNotContain("/subscriptions/storage", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Linter_TakesEveryRuleAsAnError() => Assert.All(
        Json("bicepconfig.json")["analyzers"]!["core"]!["rules"]!.AsObject(),
        rule => Assert.Equal("error", rule.Value!["level"]!.GetValue<string>()));

    [Fact]
    public void Linter_Fails_WhatItWarnsOf()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => templates.Mutated("dev", "main.bicep", text => $"{text}\nparam idle string = ''\n"));

        Assert.Contains("no-unused-params", refused.Message, StringComparison.Ordinal);
    }

    public static IEnumerable<string> SilentOnes(Deployment deployment)
    {
        var heard = deployment.Of("Microsoft.Insights/diagnosticSettings")
            .Where(setting => setting["properties"]?["workspaceId"]?.GetValue<string>().Contains("/workspaces/log-", StringComparison.Ordinal) == true)
            .Select(setting => Deployment.Id(setting)[..Deployment.Id(setting).IndexOf("/providers/Microsoft.Insights/diagnosticSettings", StringComparison.Ordinal)])
            .ToHashSet();
        return deployment.Resources
            .Where(resource => (resource["location"] is not null && !Silent.Contains(Deployment.Type(resource))) || Deployment.Type(resource) is
                "Microsoft.Storage/storageAccounts/blobServices" or "Microsoft.Storage/storageAccounts/tableServices" or "Microsoft.Storage/storageAccounts/queueServices")
            .Where(resource => !heard.Contains(Deployment.Id(resource)))
            .Select(resource => $"{deployment.Variant}: nobody hears {Deployment.Type(resource)} {Deployment.Name(resource)}");
    }

    // What has a location can have tags.
    public static IEnumerable<string> UntaggedOnes(Deployment deployment) => deployment.Resources
        .Where(resource => resource["location"] is not null)
        .Where(resource => resource["tags"]?["azd-env-name"] is null || resource["tags"]?["application"] is null)
        .Select(resource => $"{deployment.Variant}: {Deployment.Type(resource)} {Deployment.Name(resource)} has no tags");

    public static IEnumerable<string> MisnamedOnes(Deployment deployment) => deployment.Resources
        // The names of zones are Azure's, a workbook's is a GUID; a link has its network's.
        .Where(resource => resource["location"] is not null
            && Deployment.Type(resource) is not ("Microsoft.Network/privateDnsZones" or "Microsoft.Network/privateDnsZones/virtualNetworkLinks" or "Microsoft.Insights/workbooks"))
        .Where(resource => Abbreviations[Deployment.Type(resource)]?.GetValue<string>() is not { } prefix || !Deployment.Name(resource).Split('/')[^1].StartsWith(prefix, StringComparison.Ordinal))
        .Select(resource => $"{deployment.Variant}: {Deployment.Type(resource)} is named {Deployment.Name(resource)}");

    private static IEnumerable<string> Queries() =>
        Json("alerts.json").AsArray().Select(rule => string.Join('\n', rule!["query"]!.AsArray().Select(line => line!.GetValue<string>())))
            .Concat(Json("workbook.json")["items"]!.AsArray().Select(item => item!["content"]?["query"]?.GetValue<string>()).OfType<string>());

    private static JsonNode Json(string file) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "infra", file)), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;

    [GeneratedRegex(@"Create\w+(?:<\w+>)?\(\s*""([a-z_.]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"(?:Name == |(?<=Name in \([^)]*))'([a-z]+(?:\.[a-z_]+)+)'")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"Properties\['(\w+)'\]")]
    private static partial Regex Dimension();
}
