using System.Text.Json.Nodes;
using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>What retention.json promises, storage does.</summary>
public class RetentionTests(Templates templates)
{
    private static readonly JsonObject Retention = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "retention.json")))!.AsObject();

    [Fact]
    public void EveryContainersDays_AreARule() => Assert.All(["incoming", "rejected", "reports", "dead-letters"],
        container => Assert.Equal(
        Retention[container]!["deleteAfterDays"]!.GetValue<int>(),
        Rule("dev", container)!["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]!.GetValue<int>()));

    [Fact]
    public void EveryRule_IsForOneContainerOrForVersions() => Assert.All(Rules("prod-scheduler"), rule =>
        Assert.True(rule["definition"]!["filters"]!["prefixMatch"]?.AsArray().Count == 1 || rule["name"]!.GetValue<string>() == "previous-versions"));

    [Theory]
    [InlineData("accepted")]
    [InlineData("record-log")]
    public void WhatIsHeld_CannotChange_InProd(string name)
    {
        const string containers = "Microsoft.Storage/storageAccounts/blobServices/containers";
        var prod = templates.Deployment("prod-scheduler");
        var policy = prod.Of($"{containers}/immutabilityPolicies")
            .Single(entry => Deployment.Name(entry).Contains($"/{name}/", StringComparison.Ordinal));
        var container = prod.Of(containers).Single(entry => Deployment.Name(entry).EndsWith($"/{name}", StringComparison.Ordinal));

        Assert.Equal(
            Retention[name]!["immutableDays"]!.GetValue<int>(),
            policy["properties"]!["immutabilityPeriodSinceCreationInDays"]!.GetValue<int>());
        Assert.True(container["properties"]!["immutableStorageWithVersioning"]!["enabled"]!.GetValue<bool>());
        Assert.Empty(templates.Deployment("dev").Of("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
    }

    [Theory]
    [InlineData("prod-scheduler", true)]
    [InlineData("dev", false)]
    public void Prod_CannotBeRemovedByMistake_AndDevCanBeRemoved(string variant, bool kept)
    {
        var deployment = templates.Deployment(variant);

        Assert.Equal(kept, deployment.Of("Microsoft.Authorization/locks").Any(held => held["properties"]!["level"]!.GetValue<string>() == "CanNotDelete"));
        Assert.Equal(kept, deployment.Of("Microsoft.KeyVault/vaults").Single()["properties"]!["enablePurgeProtection"]?.GetValue<bool>() ?? false);
    }

    /// <summary>A rule of storage knows no legal hold.</summary>
    [Fact]
    public void AcceptedDocuments_AreDeletedByNoRule()
    {
        var actions = Rule("prod-scheduler", "accepted")!["actions"]!["baseBlob"]!;

        Assert.Equal(Retention["accepted"]!["coolAfterDays"]!.GetValue<int>(),
            actions["tierToCool"]!["daysAfterModificationGreaterThan"]!.GetValue<int>());
        Assert.Null(actions["delete"]);
    }

    [Fact]
    public void EveryPeriod_HasItsReason() => Assert.All(Retention, entry => Assert.True(entry.Value!["reason"]!.GetValue<string>().Length > 20));

    [Fact]
    public void Blobs_HaveVersionsAndComeBack()
    {
        var service = templates.Deployment("dev").Of("Microsoft.Storage/storageAccounts/blobServices").Single()["properties"]!;

        Assert.True(service["isVersioningEnabled"]!.GetValue<bool>());
        Assert.Equal(Retention["softDelete"]!["blobDays"]!.GetValue<int>(), service["deleteRetentionPolicy"]!["days"]!.GetValue<int>());
        Assert.Equal(Retention["softDelete"]!["containerDays"]!.GetValue<int>(), service["containerDeleteRetentionPolicy"]!["days"]!.GetValue<int>());
    }

    [Fact]
    public void Browsers_OfTheSiteAlone_SendBlocksAndReadNothing()
    {
        var rule = Assert.Single(Cors("dev"))!;

        var origin = Assert.Single(rule["allowedOrigins"]!.AsArray())!.GetValue<string>();
        Assert.True(origin.StartsWith("https://", StringComparison.Ordinal) && !origin.Contains('*'), origin);
        Assert.Equal("PUT", Assert.Single(rule["allowedMethods"]!.AsArray())!.GetValue<string>());
        Assert.Equal("content-type", Assert.Single(rule["allowedHeaders"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public void Browsers_PrivateStorage_SendNothing() => Assert.Empty(Cors("dev-scheduler-private"));

    private JsonArray Cors(string variant) =>
        templates.Deployment(variant).Of("Microsoft.Storage/storageAccounts/blobServices").Single()["properties"]!["cors"]!["corsRules"]!.AsArray();

    private IEnumerable<JsonNode> Rules(string variant) =>
        templates.Deployment(variant).Of("Microsoft.Storage/storageAccounts/managementPolicies").Single()["properties"]!["policy"]!["rules"]!.AsArray().Select(rule => rule!);

    private JsonNode? Rule(string variant, string name) => Rules(variant).SingleOrDefault(rule => rule["name"]!.GetValue<string>() == name)?["definition"];
}
