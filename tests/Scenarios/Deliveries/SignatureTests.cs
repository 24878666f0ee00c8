using System.Diagnostics;
using System.Net;
using System.Text.Json;
using App.Tests.Deliveries;
using LocalHost.Azurite;

namespace Scenarios.Deliveries;

/// <summary>What is sent to an endpoint, verified by the reference library of Standard Webhooks.</summary>
public sealed class SignatureTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly string Receiver = Path.Combine(AppContext.BaseDirectory, "Deliveries", "Receiver");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_AfterAChangeOfTheSecret_IsGoodByBothAndByNoOther()
    {
        await using var endpoint = await EndpointUnderTest.StartAsync();
        var body = new { url = endpoint.Url, sectors = new[] { "testing" }, warnings = "Blue" };
        var created = (await city.Person("lin").PostAsync("/api/webhooks", body, Cancellation)).Expect(HttpStatusCode.Created).Json;
        var id = created.GetProperty("webhook").GetProperty("id").GetString();
        var first = created.GetProperty("secret").GetString()!;
        var second = (await city.Person("lin").PostAsync($"/api/webhooks/{id}/secret", null, Cancellation)).Expect(HttpStatusCode.OK).Json
            .GetProperty("secret").GetString()!;
        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("signed"));
        var sent = Assert.Single(endpoint.Deliveries);

        Assert.True(await VerifiesAsync(first, sent.Body, sent));
        Assert.True(await VerifiesAsync(second, sent.Body, sent));
        Assert.False(await VerifiesAsync(second, $"{sent.Body} ", sent));
        Assert.False(await VerifiesAsync("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", sent.Body, sent));
    }

    private static async Task<bool> VerifiesAsync(string secret, string body, Received sent)
    {
        var install = new NpmInstall(Receiver, "webhook-receiver", "standardwebhooks/dist/index.js");
        var modules = await install.EnsureAsync(AzuriteInstall.SharedFolder(), () => { }, Cancellation);
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Receiver, "verify.cjs"), modules])
        {
            RedirectStandardInput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(new { secret, body, headers = sent.Headers }));
        process.StandardInput.Close();
        var refused = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0 || refused.Contains("No matching signature", StringComparison.Ordinal), refused);
        return process.ExitCode == 0;
    }
}
