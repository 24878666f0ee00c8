using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using LocalHost.Azurite;

namespace Scenarios.Portal;

/// <summary>
/// The API's description passes Spectral (spectral:oas) and Redocly (recommended) without an error and without a warning.
/// </summary>
public sealed class OpenApiLintTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly string Linters = Path.Combine(AppContext.BaseDirectory, "Portal", "Linters");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Description_OfTheRunningApp_HasNoFindings()
    {
        var description = await DescriptionAsync();

        Assert.Equal("", await SpectralAsync(description));
        Assert.Equal("", await RedoclyAsync(description));
    }

    [Fact]
    public async Task Description_WithoutContactAndLicense_IsFound()
    {
        var description = await DescriptionAsync();
        description["info"]!.AsObject().Remove("contact");
        description["info"]!.AsObject().Remove("license");

        Assert.Contains("info-contact", await SpectralAsync(description));
        Assert.Contains("info-license", await RedoclyAsync(description));
    }

    private async Task<JsonNode> DescriptionAsync() =>
        JsonNode.Parse((await city.Person(null).GetAsync("/api/openapi.json", Cancellation)).Expect(HttpStatusCode.OK).Body)!;

    /// <summary>The findings, a line each.</summary>
    private static async Task<string> SpectralAsync(JsonNode description)
    {
        var output = await RunAsync(description, "@stoplight/spectral-cli/dist/index.js", file =>
            ["lint", file, "--ruleset", Path.Combine(Linters, "spectral.yaml"), "--format", "json", "--quiet", "--fail-severity", "hint"]);
        return string.Join('\n', JsonNode.Parse(output)!.AsArray().Select(
            found => $"{found!["code"]}: {found["message"]} ({string.Join('/', found["path"]!.AsArray())})"));
    }

    private static async Task<string> RedoclyAsync(JsonNode description)
    {
        var output = await RunAsync(description, "@redocly/cli/bin/cli.js", file =>
            ["lint", file, "--config", Path.Combine(Linters, "redocly.yaml"), "--format", "json"]);
        return string.Join('\n', JsonNode.Parse(output)!["problems"]!.AsArray().Select(
            found => $"{found!["ruleId"]}: {found["message"]} ({found["location"]?[0]?["pointer"]})"));
    }

    private static async Task<string> RunAsync(JsonNode description, string script, Func<string, string[]> arguments)
    {
        var install = new NpmInstall(Linters, "openapi-linters", script);
        var modules = await install.EnsureAsync(AzuriteInstall.SharedFolder(), () => { }, Cancellation);
        var folder = Directory.CreateTempSubdirectory("openapi-").FullName;
        try
        {
            var file = Path.Combine(folder, "openapi.json");
            await File.WriteAllTextAsync(file, description.ToJsonString(), Cancellation);
            var start = new ProcessStartInfo("node", [Path.Combine(modules, script), .. arguments(file)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
                Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(Cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.True(output.StartsWith('[') || output.StartsWith('{'), $"{script} did not lint: {output}{await errors}");
            return output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
