using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Infra.Tests;

/// <summary>What the app asks for is set, and what is set is asked for. The app itself says what it asks for: it is composed on the deployed settings.</summary>
public partial class SettingsTests(Templates templates)
{
    /// <summary>Settings that others than the app's own code read.</summary>
    private static readonly Dictionary<string, string> Platform = new()
    {
        ["AZURE_CLIENT_ID"] = "DefaultAzureCredential: which identity",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "host and exporter: where telemetry goes",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "host: by which identity",
        ["AzureWebJobsDisableHomepage"] = "host: its own page leaves the root to the app",
        ["WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"] = "platform: whether a pre-started process takes the app over",
        ["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"] = "Durable Task extension, when host.json says azureManaged",
    };

    /// <summary>
    /// Settings that the app reads and that only hosts elsewhere set: an OTLP collector takes the place of Application Insights; data
    /// protection asks for a mounted key ring, and has one of the callback keys; clamd takes the place of Defender, and whether a scan is
    /// required follows from whether there is a scanner, unless an environment's own settings say otherwise.
    /// </summary>
    private static readonly string[] Elsewhere =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "ReadOnlyDataProtectionKeyDirectory", "Documents__ClamdAddress", "Documents__ScanRequired"];

    /// <summary>What Flex Consumption has moved elsewhere or no longer takes.</summary>
    private static readonly string[] Refused =
    [
        "AzureWebJobsStorage", "ENABLE_ORYX_BUILD", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_PROCESS_COUNT", "FUNCTIONS_WORKER_RUNTIME",
        "SCM_DO_BUILD_DURING_DEPLOYMENT", "TZ", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTOVERVNET", "WEBSITE_CONTENTSHARE", "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_TIME_ZONE", "WEBSITE_VNET_ROUTE_ALL",
    ];

    private static readonly IReadOnlyList<TriggerBindingAttribute> Triggers =
        [.. typeof(AppComposition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>())];

    [Fact]
    public void EverySet_IsAskedFor() => Assert.Empty(templates.Deployments.SelectMany(Idle));

    [Fact]
    public void EveryAskedFor_IsSet() => Assert.Empty(Missing(templates.Deployments));

    [Fact]
    public void NoneSet_IsOneThatFlexConsumptionRefuses() =>
        Assert.All(templates.Deployments, deployment => Assert.Empty(deployment.Settings.Select(setting => setting.Key).Intersect(Refused, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Until the platform starts .NET 10 without crashing (README.md, Limits); a parameter can try it earlier.</summary>
    [Fact]
    public void Placeholders_AreOff() =>
        Assert.All(templates.Deployments, deployment => Assert.Equal("0", deployment.Settings["WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"]!.GetValue<string>()));

    /// <summary>settings.json repeats the code's defaults so that an operator sees them; here they are held equal.</summary>
    [Fact]
    public void TheFile_SaysTheDefaultsOfTheCode()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "settings.json")))!.AsObject();

        var bare = RecordingSettings.Bound([]);
        var bound = RecordingSettings.Bound(file.Select(setting => KeyValuePair.Create(setting.Key, setting.Value!.GetValue<string>())));

        Assert.NotEmpty(bare);
        Assert.All(bare, options => Assert.Equal(JsonSerializer.Serialize(options.Value), JsonSerializer.Serialize(bound[options.Key])));
    }

    [Theory]
    [InlineData("Warnings__LapseHours")]
    [InlineData("FactSweepSchedule")]
    [InlineData("PublicBaseUrl")]
    [InlineData("ServiceBus__clientId")]
    [InlineData("Directory__Staff__0__Delegate")]
    public void Setting_TakenAway_IsMissed(string name) =>
        Assert.Contains(name, Missing(templates.Deployments.Select(deployment => deployment.Changed(document => new Deployment(deployment.Variant, document).Settings.Remove(name)))));

    [Fact]
    public void Setting_TheAppCannotStartWithout_IsMissed()
    {
        var deployment = templates.Deployment("prod-scheduler");
        var broken = deployment.Changed(document => new Deployment(deployment.Variant, document).Settings.Remove("CallbackTokens__Keys__0__Id"));

        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Idle(broken).ToList());
    }

    [Fact]
    public void Setting_NobodyAsksFor_IsSeen()
    {
        var deployment = templates.Deployment("dev");

        var idle = Idle(deployment.Changed(document => new Deployment(deployment.Variant, document).Settings["Reviews__CallbackDays"] = "7"));

        Assert.Equal(["dev: Reviews__CallbackDays"], idle);
    }

    [Fact]
    public void Setting_RemovedFromTheFile_IsMissed()
    {
        var mutated = templates.Mutated("dev", "settings.json", text =>
        {
            var file = JsonNode.Parse(text)!.AsObject();
            file.Remove("Assignments__CallbackGraceDays");
            return file.ToJsonString();
        });

        Assert.Contains("Assignments__CallbackGraceDays", Missing([mutated]));
    }

    /// <summary>Names of settings that are set and that nobody reads.</summary>
    public static IEnumerable<string> Idle(Deployment deployment) => deployment.Settings.Select(setting => setting.Key)
        .Except(RecordingSettings.AskedFor(Values(deployment)), StringComparer.OrdinalIgnoreCase)
        .Except(ForTriggers(deployment), StringComparer.OrdinalIgnoreCase)
        .Except(ForSignIn(deployment), StringComparer.OrdinalIgnoreCase)
        .Except(Platform.Keys, StringComparer.OrdinalIgnoreCase)
        .Select(name => $"{deployment.Variant}: {name}");

    /// <summary>Names of settings that someone reads and that no deployment sets.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<Deployment> deployments)
    {
        var all = deployments.ToList();
        var set = all.SelectMany(deployment => deployment.Settings.Select(setting => setting.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. all.SelectMany(deployment => RecordingSettings.AskedFor(Values(deployment)).Concat(ForTriggers(deployment)).Concat(ForSignIn(deployment)))
            // A connection string would be a secret: with the identity's own settings there, nobody reads it.
            .Where(name => !Triggers.Select(Connection).Contains(name, StringComparer.OrdinalIgnoreCase))
            .Except(Elsewhere, StringComparer.OrdinalIgnoreCase).Where(name => !set.Contains(name))];
    }

    // What the host reads to serve the triggers: names in percent signs, and each connection by identity.
    private static IEnumerable<string> ForTriggers(Deployment deployment)
    {
        foreach (var text in Triggers.SelectMany(trigger => trigger.GetType().GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => (string?)property.GetValue(trigger))))
        {
            foreach (Match reference in Reference().Matches(text ?? "")) yield return reference.Groups[1].Value;
        }

        foreach (var connection in Triggers.Select(Connection).OfType<string>().Distinct())
        {
            yield return $"{connection}__credential";
            yield return $"{connection}__clientId";
        }
    }

    // The sign-in's own configuration names the settings that it reads.
    private static IEnumerable<string> ForSignIn(Deployment deployment) => deployment.Of("Microsoft.Web/sites/config")
        .Where(config => Deployment.Name(config).EndsWith("/authsettingsV2", StringComparison.Ordinal))
        .SelectMany(config => SettingName().Matches(config.ToJsonString()).Select(match => match.Groups[1].Value));

    // As the app sees them: a reference into the vault has become its secret, an expression some value.
    private static IEnumerable<KeyValuePair<string, string>> Values(Deployment deployment) => deployment.Settings.Select(setting => KeyValuePair.Create(
        setting.Key,
        setting.Value!.GetValue<string>() is var value && value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)
            ? Convert.ToBase64String(new byte[32])
            : value.StartsWith('[') ? "worked-out-on-azure" : value));

    private static string? Connection(TriggerBindingAttribute trigger) => (string?)trigger.GetType().GetProperty("Connection")?.GetValue(trigger);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();

    [GeneratedRegex("SettingName\":\"([^\"]+)\"")]
    private static partial Regex SettingName();
}
