using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>Where the parameter says private, nothing that holds data is reached from outside.</summary>
public class NetworkTests(Templates templates)
{
    /// <summary>What stays public, and why.</summary>
    private static readonly Dictionary<string, string> Public = new()
    {
        ["Microsoft.Web/sites"] = "applicants and Event Grid come to it; every function says who may call it",
    };

    [Fact]
    public void PrivateDeployments_HaveNoOpenData() => Assert.Empty(templates.Deployments.Where(deployment => deployment.Variant.IsPrivate).SelectMany(Faults));

    [Fact]
    public void OpenDeployments_SaySo() => Assert.All(
        templates.Deployments.Where(deployment => !deployment.Variant.IsPrivate),
        deployment => Assert.All(
            deployment.Resources.Where(resource => resource["properties"]?["publicNetworkAccess"] is not null),
            resource => Assert.Equal("Enabled", resource["properties"]!["publicNetworkAccess"]!.GetValue<string>())));

    [Fact]
    public void StandardBroker_InAPrivateNetwork_IsRefused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => templates.Mutated("dev-scheduler-private", "main.bicepparam", text =>
            text.Replace("private ? 'Premium' : 'Standard'", "'Standard'", StringComparison.Ordinal)));

        Assert.Contains("privateNetwork needs serviceBusSku Premium", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PackageOnTheScheduler_WithoutOne_IsRefused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => templates.Mutated("dev", "../host.json", text =>
            text.Replace("\"AzureStorage\"", "\"azureManaged\"", StringComparison.Ordinal)));

        Assert.Contains("durableBackend must be scheduler", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Edge_IsTheOnlyWayIn() => Assert.All(
        templates.Deployments.Where(deployment => deployment.Variant.IsProd),
        deployment => Assert.Equal("Deny", deployment.Of("Microsoft.Web/sites").Single()["properties"]!["siteConfig"]!["ipSecurityRestrictionsDefaultAction"]!.GetValue<string>()));

    /// <summary>The app's sign-in leads back to the host that this header names: the gateway's, whatever the caller says.</summary>
    [Fact]
    public void Gateway_SaysByWhichHostTheCallerCame() => Assert.Contains(
        "<set-header name=\"X-Forwarded-Host\" exists-action=\"override\"><value>@(context.Request.OriginalUrl.Host)</value></set-header>",
        templates.Deployment("prod-private").Of("Microsoft.ApiManagement/service/apis/policies").Single()["properties"]!["value"]!.GetValue<string>(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.ServiceBus/namespaces")]
    [InlineData("Microsoft.KeyVault/vaults")]
    [InlineData("Microsoft.DurableTask/schedulers")]
    public void Door_LeftOpen_IsSeen(string type) =>
        Assert.Single(Faults(templates.Deployment("dev-scheduler-private").With(type, resource => resource["properties"]!["publicNetworkAccess"] = "Enabled")));

    [Fact]
    public void Endpoint_TakenAway_IsMissed() =>
        Assert.Single(Faults(templates.Deployment("dev-scheduler-private").Without(resource => Deployment.Type(resource) == "Microsoft.Network/privateEndpoints")));

    [Fact]
    public void AppOutsideTheNetwork_IsSeen() =>
        Assert.Single(Faults(templates.Deployment("dev-scheduler-private").With("Microsoft.Web/sites", app => app["properties"]!["virtualNetworkSubnetId"] = null)));

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        foreach (var resource in deployment.Resources.Where(resource => resource["properties"]?["publicNetworkAccess"] is not null && !Public.ContainsKey(Deployment.Type(resource))))
        {
            if (resource["properties"]!["publicNetworkAccess"]!.GetValue<string>() != "Disabled") yield return $"{deployment.Variant}: {Deployment.Name(resource)} is public";
        }

        var endpoints = deployment.Of("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!)
            .Select(link => (Target: link["privateLinkServiceId"]!.GetValue<string>(), Group: link["groupIds"]![0]!.GetValue<string>()))
            .ToList();
        foreach (var (type, groups) in new Dictionary<string, string[]>
        {
            ["Microsoft.Storage/storageAccounts"] = ["blob", "queue", "table"],
            ["Microsoft.ServiceBus/namespaces"] = ["namespace"],
            ["Microsoft.KeyVault/vaults"] = ["vault"],
            ["Microsoft.DurableTask/schedulers"] = ["scheduler"],
        })
        {
            foreach (var missing in deployment.Of(type).SelectMany(resource => groups.Select(group => (Deployment.Id(resource), group))).Except(endpoints))
            {
                yield return $"{deployment.Variant}: {missing} has no private endpoint";
            }
        }

        foreach (var app in deployment.Of("Microsoft.Web/sites").Where(app => app["properties"]!["virtualNetworkSubnetId"] is not JsonValue))
        {
            yield return $"{deployment.Variant}: {Deployment.Name(app)} is outside the network";
        }
    }
}
