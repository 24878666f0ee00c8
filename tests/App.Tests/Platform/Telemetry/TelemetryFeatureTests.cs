using App.Tests.Fixtures;
using Azure.Monitor.OpenTelemetry.Exporter;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace App.Tests.Platform.Telemetry;

[Collection(Traced.Tests)]
public class TelemetryFeatureTests
{
    private const string Resource = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://telemetry.example/";

    [Fact]
    public void Telemetry_NoSettingSaysWhereto_IsNotThere()
    {
        using var host = Build([]);

        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.False(TelemetryFeature.IsOn(host.Services.GetRequiredService<IConfiguration>()));
    }

    [Fact]
    public void Telemetry_EmptySettings_CountAsNone()
    {
        using var host = Build(new() { [TelemetryFeature.AzureMonitor] = "", [TelemetryFeature.Otlp] = " " });

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData(TelemetryFeature.AzureMonitor, Resource)]
    [InlineData(TelemetryFeature.Otlp, "http://127.0.0.1:9")]
    public void Telemetry_ASettingSaysWhereto_IsThere(string setting, string value)
    {
        using var host = Build(new() { [setting] = value });

        Assert.NotNull(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public void AzureMonitor_IsEnteredWithTheAppsIdentity()
    {
        using var host = Build(new() { [TelemetryFeature.AzureMonitor] = Resource });

        var exporter = host.Services.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().Get(Options.DefaultName);
        Assert.Equal(Resource, exporter.ConnectionString);
        Assert.IsType<Azure.Identity.DefaultAzureCredential>(exporter.Credential);
    }

    private static IHost Build(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddTelemetry();
        return builder.Build();
    }
}
