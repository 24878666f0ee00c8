using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using FunctionsApp;
using FunctionsApp.Identity;
using Microsoft.Azure.Functions.Worker;

namespace Infra.Tests;

/// <summary>Documents reach their check on Azure: trigger, hook and subscription name the same function and container. And what the hooks do with their keys.</summary>
public sealed class BlobEventsTests(Templates templates) : IDisposable
{
    private static readonly IReadOnlyList<(string Function, BlobTriggerAttribute Trigger)> BlobTriggers =
        [.. typeof(AppComposition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .SelectMany(method => method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<BlobTriggerAttribute>())
                .Select(trigger => (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger)))];

    private static readonly string Hooks = Path.Combine(Repository.Root, "infra", "hooks");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hooks-");

    private JsonNode Subscription => templates.BlobEvents["predictedResources"]![0]!["properties"]!;

    [Fact]
    public void EveryBlobTrigger_TakesItsEventsFromEventGrid() => Assert.All(BlobTriggers, pair => Assert.Equal(BlobTriggerSource.EventGrid, pair.Trigger.Source));

    [Theory]
    [InlineData("postdeploy.sh")]
    [InlineData("postdeploy.ps1")]
    public void EveryBlobTrigger_IsSubscribedByTheHook(string hook)
    {
        var text = File.ReadAllText(Path.Combine(Hooks, hook));

        Assert.All(BlobTriggers, pair => Assert.Contains($"functionName=Host.Functions.{pair.Function}&", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Subscription_IsForOneContainer()
    {
        var filter = Subscription["filter"]!;

        Assert.Equal("/blobServices/default/containers/incoming/", filter["subjectBeginsWith"]!.GetValue<string>());
        Assert.Equal("Microsoft.Storage.BlobCreated", Assert.Single(filter["includedEventTypes"]!.AsArray())!.GetValue<string>());
    }

    [Theory]
    [InlineData("postdeploy.sh", "subscribe {0} \"$app?functionName=Host.Functions.{1}&")]
    [InlineData("postdeploy.ps1", "{0} = \"$app`?functionName=Host.Functions.{1}&")]
    public void EveryBlobTrigger_IsSubscribedToItsOwnContainer(string hook, string line)
    {
        var text = string.Join(' ', File.ReadAllText(Path.Combine(Hooks, hook)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.All(BlobTriggers, pair => Assert.Contains(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, line, pair.Trigger.BlobPath.Split('/')[0], pair.Function), text,
            StringComparison.Ordinal));
        Assert.Contains("BLOB_TRIGGER_CONTAINER", File.ReadAllText(Path.Combine(Hooks, "..", "blob-events.bicepparam")), StringComparison.Ordinal);
    }

    [Fact]
    public void Subscription_LosesNothing()
    {
        var deadLetter = Subscription["deadLetterWithResourceIdentity"]!;

        Assert.Equal("dead-letters", deadLetter["deadLetterDestination"]!["properties"]!["blobContainerName"]!.GetValue<string>());
        Assert.Equal("SystemAssigned", deadLetter["identity"]!["type"]!.GetValue<string>());
        Assert.Contains(templates.Deployment("dev").Of("Microsoft.Storage/storageAccounts/blobServices/containers"), container => Deployment.Name(container).EndsWith("/dead-letters", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_HasItsMonthlyCap()
    {
        var scan = templates.Deployment("prod-scheduler").Of("Microsoft.Security/defenderForStorageSettings").Single()["properties"]!["malwareScanning"]!;

        Assert.Equal(20, scan["onUpload"]!["capGBPerMonth"]!.GetValue<int>());
        Assert.Empty(templates.Deployment("dev").Of("Microsoft.Security/defenderForStorageSettings"));
    }

    /// <summary>A storage account has one system topic: were Defender first, it would make its own and the app's be refused.</summary>
    [Fact]
    public void Scan_WaitsForTheSystemTopic()
    {
        var resources = templates.Compiled["main.bicep"]["resources"]!["eventGrid"]!["properties"]!["template"]!["resources"]!;

        Assert.Equal("Microsoft.EventGrid/systemTopics", resources["topic"]!["type"]!.GetValue<string>());
        Assert.Contains("topic", resources["scan"]!["dependsOn"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public void CallbackKey_ThatIsThere_IsLeftAlone()
    {
        var keys = templates.Compiled["callback-key.bicep"]["resources"]!.AsObject().Select(resource => resource.Value!)
            .Where(resource => resource["existing"] is null).ToList();

        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.Equal("Microsoft.KeyVault/vaults/secrets", key["type"]!.GetValue<string>()));
        Assert.All(keys, key => Assert.NotNull(key["@options"]!["onlyIfNotExists"]));
    }

    [Fact]
    public async Task FirstKey_IsLongEnoughAndNeverAnArgument()
    {
        var said = await RunAsync("postprovision.sh", answer: "");

        var key = said.Environment["CALLBACK_KEY"];
        Assert.True(Convert.FromBase64String(key).Length >= CallbackOptions.MinimumSecretBytes);
        Assert.DoesNotContain(key, string.Concat(said.Arguments) + said.Output, StringComparison.Ordinal);
        var logKey = said.Environment["RECORD_LOG_KEY"];
        Assert.Equal(32, Convert.FromBase64String(logKey).Length);
        Assert.DoesNotContain(logKey, string.Concat(said.Arguments) + said.Output, StringComparison.Ordinal);
        Assert.Contains("--parameters callback-key.bicepparam", said.Arguments[0], StringComparison.Ordinal);
        Assert.Contains("/config/configreferences/appsettings/refresh", said.Arguments[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TriggersAddress_ReachesEventGridAndNoArgument()
    {
        var said = await RunAsync("postdeploy.sh", answer: "the-key==");

        Assert.Equal("https://func-x.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.Documents_Check&code=the-key==", said.Environment["BLOB_TRIGGER_ENDPOINT"]);
        Assert.DoesNotContain("the-key", string.Concat(said.Arguments) + said.Output, StringComparison.Ordinal);
        Assert.Equal("incoming", said.Environment["BLOB_TRIGGER_CONTAINER"]);
        Assert.All(new[] { "reports", "incoming" }, container => Assert.Contains(
            said.Arguments, line => line.Contains($"--name blob-events-{container} --parameters blob-events.bicepparam", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AppThatDoesNotStart_StopsTheHookWithTheWayOn()
    {
        var said = await RunAsync("postdeploy.sh", answer: "", expected: 1);

        Assert.Contains("azd hooks run postdeploy", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(said.Arguments, line => line.Contains("deployment group", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    // The hook, with an az that writes down what it is told.
    private async Task<(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Output)> RunAsync(string hook, string answer, int expected = 0)
    {
        if (OperatingSystem.IsWindows()) throw Xunit.Sdk.SkipException.ForSkip("On Windows the hooks are the .ps1 files.");
        var az = Path.Combine(folder.FullName, "az");
        await File.WriteAllTextAsync(az, $"#!/bin/sh\necho \"$*\" >> '{folder.FullName}/arguments'\nenv > '{folder.FullName}/environment'\ncase \"$*\" in *'keys list'*) echo '{answer}' ;; esac\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var start = new ProcessStartInfo("sh", [Path.Combine(Hooks, hook)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AZURE_SUBSCRIPTION_ID"] = "s", ["AZURE_RESOURCE_GROUP"] = "rg-x", ["AZURE_KEY_VAULT_NAME"] = "kv-x", ["CALLBACK_KEY_ID"] = "1",
            ["AZURE_FUNCTION_APP_NAME"] = "func-x", ["AZURE_FUNCTION_APP_HOST"] = "func-x.azurewebsites.net", ["HOOK_PAUSE"] = "0",
        }) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, process.ExitCode);
        return (
            await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "arguments"), TestContext.Current.CancellationToken),
            (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "environment"), TestContext.Current.CancellationToken))
                .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]),
            output);
    }
}
