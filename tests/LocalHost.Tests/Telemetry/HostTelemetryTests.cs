using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Telemetry;
using LocalHost.Telemetry;
using Microsoft.Azure.Functions.Worker;
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

    [Fact]
    public async Task Host_ItsCollector_GetsTracesMetricsAndLogsUnderTheAppsName()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = await StartAsync(TelemetryTarget.Otlp, collector.Address))
        {
            await app.Host.Clock!.AdvanceAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Received.Select(post => post.Path).Distinct().Order());
        Assert.All(collector.Received, post => Assert.Contains("FunctionsApp", post.Body));
        Assert.Contains(collector.Received, post => post.Body.Contains("function CollectedTick"));
    }

    private async Task<TestApp> StartAsync(TelemetryTarget target, string? endpoint = null) => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [typeof(Functions)],
        configure: builder => builder.AddTelemetry(),
        change: options => options with
        {
            Telemetry = target,
            Settings = new Dictionary<string, string?> { [TelemetryFeature.Otlp] = endpoint, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
        });

    private sealed class Functions(IMeterFactory meters)
    {
        [Function("CollectedTick")]
        public void Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer) => meters.Create(FunctionsApp.Platform.Telemetry.Tracing.Name).CreateCounter<long>("ticks").Add(1);
    }
}
