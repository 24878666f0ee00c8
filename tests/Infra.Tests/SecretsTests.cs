using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests;

/// <summary>No template makes, reads or hands out a secret.</summary>
public partial class SecretsTests(Templates templates)
{
    [Fact]
    public void Templates_AskForNoKeyAndNameNone() => Assert.Empty(templates.Compiled.SelectMany(template => Faults(template.Key, template.Value)));

    [Fact]
    public void Deployments_HoldReferencesOnly() => Assert.Empty(templates.Deployments.SelectMany(Faults));

    [Fact]
    public void SecureParameters_AreOnlyThoseOfTheHooks() => Assert.Equal(
        ["blob-events.bicep endpoint", "callback-key.bicep logValue", "callback-key.bicep value"],
        templates.Compiled.SelectMany(template => template.Value["parameters"]!.AsObject()
            .Where(parameter => parameter.Value!["type"]?.GetValue<string>().StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true)
            .Select(parameter => $"{template.Key} {parameter.Key}")).Order());

    [Theory]
    [InlineData("[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'x'), '2026-06-01').keys[0].value]")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abc==")]
    [InlineData("https://x.blob.example/c?sv=2026&sig=abc")]
    public void Output_OfASecret_IsSeen(string value)
    {
        var template = templates.Compiled["main.bicep"].DeepClone().AsObject();
        template["outputs"]!["LEAK"] = new JsonObject { ["type"] = "string", ["value"] = value };

        Assert.NotEmpty(Faults("main.bicep", template));
    }

    [Fact]
    public void Output_NamedLikeASecret_IsSeen()
    {
        var template = templates.Compiled["main.bicep"].DeepClone().AsObject();
        template["outputs"]!["CALLBACK_SECRET"] = new JsonObject { ["type"] = "string", ["value"] = "x" };

        Assert.Single(Faults("main.bicep", template));
    }

    [Fact]
    public void Setting_WithASecretInIt_IsSeen()
    {
        var leaking = templates.Deployment("prod-scheduler").Changed(document =>
            new Deployment(templates.Deployments[0].Variant, document).Settings["CallbackTokens__Keys__0__Secret"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

        Assert.Single(Faults(leaking));
    }

    public static IEnumerable<string> Faults(string name, JsonObject template)
    {
        foreach (var text in Texts(template).Where(text => Key().IsMatch(text))) yield return $"{name}: {text}";
        foreach (var (output, _) in Outputs(template).Where(output => SecretName().IsMatch(output.Key))) yield return $"{name}: output {output}";
    }

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        foreach (var text in Texts(deployment.Document).Where(text => Key().IsMatch(text))) yield return $"{deployment.Variant}: {text}";
        foreach (var (setting, value) in deployment.Settings.Where(setting => SecretName().IsMatch(setting.Key)))
        {
            if (!KeyVaultReference().IsMatch(value!.GetValue<string>())) yield return $"{deployment.Variant}: {setting} is not a reference into the vault";
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Outputs(JsonNode? node) => node switch
    {
        JsonObject entry => (entry["outputs"] as JsonObject ?? []).Concat(entry.Where(property => property.Key != "outputs").SelectMany(property => Outputs(property.Value))),
        JsonArray list => list.SelectMany(Outputs),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject entry => entry.SelectMany(property => Texts(property.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    // Functions that hand out keys, and the shapes in which keys travel.
    [GeneratedRegex(@"\blist(?:[A-Z]\w*)?\(|AccountKey=|SharedAccessKey=|SharedAccessSignature|[?&]sig=|PRIVATE KEY|;Password=", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"secret|password|connection_?string|(?:access|account|shared|instrumentation)_?key|token(?!s__(?:keys|issuer|audience))", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // Application Insights' and the scheduler's strings name an endpoint; both take an Entra ID token and nothing else.
    [GeneratedRegex(@"^@Microsoft\.KeyVault\(VaultName=kv-\w+;SecretName=[\w-]+\)$|\)\.ConnectionString\]$|^\[format\('Endpoint=\{0\};Authentication=ManagedIdentity")]
    private static partial Regex KeyVaultReference();
}
