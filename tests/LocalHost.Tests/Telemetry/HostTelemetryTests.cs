using FunctionsApp;
using FunctionsApp.Shared;
using LocalHost.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace LocalHost.Tests.Telemetry;

[Collection(Traced.Tests)]
public sealed class HostTelemetryTests(TestStorage storage)
{
    [Theory]
    [InlineData("console", TelemetryTarget.Console)]
    [InlineData("otlp", TelemetryTarget.Otlp)]
    public void CommandLine_Telemetry_IsRead(string word, TelemetryTarget target) =>
        Assert.Equal(target, CommandLine.Parse(["demo", "--telemetry", word]).Telemetry);

    [Fact]
    public void CommandLine_UnknownTarget_IsNamed() =>
        Assert.Contains("zipkin", Assert.Throws<FormatException>(() => CommandLine.Parse(["--telemetry", "zipkin"])).Message);

    [Fact]
    public async Task Host_NotAsked_SetsUpNothing()
    {
        await using var app = await StartAsync(TelemetryTarget.None);

        Assert.Null(app.Host.Services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData(null, "http://localhost:4317")]
    [InlineData("http://127.0.0.1:9", "http://127.0.0.1:9")]
    public async Task Host_AskedForOtlp_GoesToTheSettingOrTheStandardPort(string? setting, string endpoint)
    {
        await using var app = await StartAsync(TelemetryTarget.Otlp, setting);

        Assert.Equal(endpoint, app.Host.Services.GetRequiredService<IConfiguration>()[TelemetryFeature.Otlp]);
        Assert.NotNull(app.Host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task Host_WhoseCollectorIsAway_LetsItsClockRun()
    {
        await using var app = await StartAsync(TelemetryTarget.Otlp, "http://127.0.0.1:9");

        await app.Host.Clock!.AdvanceAsync(TimeSpan.FromDays(30), TestContext.Current.CancellationToken);

        Assert.Equal(TestApp.Start.AddDays(30), app.Host.Clock.GetUtcNow());
        Assert.True(app.Host.Work.IsIdle);
    }

    private async Task<TestApp> StartAsync(TelemetryTarget target, string? endpoint = null) => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [],
        configure: builder => builder.AddTelemetry(),
        change: options => options with
        {
            Telemetry = target,
            Settings = new Dictionary<string, string?> { [TelemetryFeature.Otlp] = endpoint },
        });
}
