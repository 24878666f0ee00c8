using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>Everything is reached by TLS 1.2 or later, with an Entra ID token, and no older door is left open.</summary>
public class TransportTests(Templates templates)
{
    private static readonly (string Type, string Property, JsonNode Value)[] Rules =
    [
        ("Microsoft.Web/sites", "httpsOnly", true),
        ("Microsoft.Web/sites", "siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "siteConfig.scmMinTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "siteConfig.ftpsState", "Disabled"),
        ("Microsoft.Web/sites", "siteConfig.remoteDebuggingEnabled", false),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", false),
        ("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", true),
        ("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", false),
        ("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", false),
        ("Microsoft.Storage/storageAccounts", "isLocalUserEnabled", false),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "publicAccess", "None"),
        ("Microsoft.ServiceBus/namespaces", "minimumTlsVersion", "1.2"),
        ("Microsoft.ServiceBus/namespaces", "disableLocalAuth", true),
        ("Microsoft.Insights/components", "DisableLocalAuth", true),
        ("Microsoft.OperationalInsights/workspaces", "features.disableLocalAuth", true),
        ("Microsoft.KeyVault/vaults", "enableRbacAuthorization", true),
        ("Microsoft.Cdn/profiles/afdEndpoints/routes", "httpsRedirect", "Enabled"),
        ("Microsoft.Cdn/profiles/afdEndpoints/routes", "forwardingProtocol", "HttpsOnly"),
        ("Microsoft.Cdn/profiles/originGroups/origins", "enforceCertificateNameCheck", true),
    ];

    [Fact]
    public void EveryDoor_AsksForTlsAndAToken() => Assert.Empty(templates.Deployments.SelectMany(Faults));

    [Fact]
    public void EveryRule_MeetsAResource() => Assert.All(Rules, rule => Assert.Contains(templates.Deployments, deployment => deployment.Of(rule.Type).Any()));

    /// <summary>Without it, whoever writes X-MS-CLIENT-PRINCIPAL into a request is whom they say.</summary>
    [Fact]
    public void SignIn_IsOnInEveryDeployment() => Assert.Empty(templates.Deployments.SelectMany(SignInFaults));

    [Theory]
    [InlineData("Microsoft.Web/sites", "httpsOnly")]
    [InlineData("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess")]
    [InlineData("Microsoft.ServiceBus/namespaces", "disableLocalAuth")]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow")]
    public void Property_TakenAway_IsSeen(string type, string property) =>
        Assert.Single(Faults(templates.Deployment("dev").With(type, resource => resource["properties"]!.AsObject().Remove(property))));

    [Fact]
    public void FtpPolicy_TakenAway_IsSeen() => Assert.Single(Faults(templates.Deployment("dev").Without(resource => Deployment.Name(resource).EndsWith("/ftp", StringComparison.Ordinal))));

    [Fact]
    public void SignIn_SwitchedOff_IsSeen() => Assert.Single(SignInFaults(templates.Deployment("dev").Changed(document =>
        SignIn(new Deployment(templates.Deployments[0].Variant, document))!["properties"]!["platform"]!["enabled"] = false)));

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        foreach (var (type, property, value) in Rules)
        {
            foreach (var resource in deployment.Of(type))
            {
                var found = property.Split('.').Aggregate(resource["properties"], (node, name) => node?[name]);
                if (!JsonNode.DeepEquals(found, value)) yield return $"{deployment.Variant}: {Deployment.Name(resource)} has {property} {found?.ToJsonString() ?? "unset"}, not {value.ToJsonString()}";
            }
        }

        foreach (var door in new[] { "ftp", "scm" })
        {
            if (!deployment.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Any(policy => Deployment.Name(policy).EndsWith($"/{door}", StringComparison.Ordinal)))
            {
                yield return $"{deployment.Variant}: {door} takes user names and passwords";
            }
        }
    }

    public static IEnumerable<string> SignInFaults(Deployment deployment)
    {
        var properties = SignIn(deployment)?["properties"];
        if (properties?["platform"]?["enabled"]?.GetValue<bool>() != true) yield return $"{deployment.Variant}: sign-in is off";
        if (properties?["httpSettings"]?["requireHttps"]?.GetValue<bool>() != true) yield return $"{deployment.Variant}: sign-in without TLS";
        var secret = properties?["identityProviders"]?["azureActiveDirectory"]?["registration"]?["clientSecretSettingName"]?.GetValue<string>();
        if (secret is not (null or "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID")) yield return $"{deployment.Variant}: staff sign in by a secret";
    }

    private static JsonObject? SignIn(Deployment deployment) =>
        deployment.Of("Microsoft.Web/sites/config").SingleOrDefault(config => Deployment.Name(config).EndsWith("/authsettingsV2", StringComparison.Ordinal));
}
