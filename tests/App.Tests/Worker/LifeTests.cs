using System.Text.Json.Nodes;

namespace App.Tests.Worker;

/// <summary>How the built worker starts and ends.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Worker_ConnectsAndTerminates_LikeTheHostAsks()
    {
        // With an exporter the worker declares that it exports for itself.
        await using var worker = await WorkerProcess.StartAsync([new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")]);

        Assert.Equal(worker.Id, await worker.StartedAsync());
        var initialised = await worker.AskAsync("workerInitRequest", new JsonObject { ["hostVersion"] = "4.1040.0" });
        Assert.Equal("Success", (string?)initialised["result"]!["status"]);
        Assert.Equal("True", (string?)initialised["capabilities"]!["WorkerOpenTelemetryEnabled"], ignoreCase: true);
        Assert.Equal("{}", (await worker.AskAsync("workerStatusRequest", [])).ToJsonString());

        worker.Send("workerTerminate", new JsonObject { ["gracePeriod"] = "5s" });
        Assert.True(await worker.EndedAsync() == 0, worker.Output);
    }

    [Fact]
    public async Task Worker_WithoutASigningKey_NamesTheSettingAndEnds()
    {
        await using var worker = await WorkerProcess.StartAsync(
            [new("CallbackTokens__Keys__0__Id", null), new("CallbackTokens__Keys__0__Secret", null)]);

        Assert.NotEqual(0, await worker.EndedAsync());
        Assert.Contains("CallbackTokens:Keys needs at least one key", worker.Output, StringComparison.Ordinal);
    }
}
