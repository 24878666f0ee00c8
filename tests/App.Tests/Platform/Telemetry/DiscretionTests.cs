using System.Diagnostics;
using App.Tests.Fixtures;
using Azure;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace App.Tests.Platform.Telemetry;

/// <summary>What leaves the app of spans and logs, as an exporter gets it.</summary>
[Collection(Traced.Tests)]
public sealed class DiscretionTests : IAsyncLifetime
{
    private const string Secret = "lin@nanshan-lab.example";
    private static readonly ActivitySource Test = new($"{Tracing.Name}.Discretion");

    private readonly List<Activity> spans = [];
    private readonly List<LogRecord> logs = [];
    private readonly IHost host;

    public DiscretionTests()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Observe(Tracing.Name);
        builder.Observe(Test.Name).WithTracing(tracing => tracing.AddInMemoryExporter(spans))
            .WithLogging(logging => logging.AddInMemoryExporter(logs));
        host = builder.Build();
    }

    public async ValueTask InitializeAsync() => await host.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    [Theory]
    [InlineData("http.route")]
    [InlineData("messaging.destination.name")]
    [InlineData("durabletask.task.instance_id")]
    [InlineData("app.document.type")]
    public void Attribute_ThatNamesNobody_Passes(string name) => Assert.True(SpanDiscretion.MayPass(name));

    [Theory]
    [InlineData("url.full")]
    [InlineData("url.path")]
    [InlineData("url.query")]
    [InlineData("enduser.id")]
    [InlineData("client.address")]
    [InlineData("user_agent.original")]
    [InlineData("exception.message")]
    [InlineData("db.query.text")]
    public void Attribute_ThatMayNameSomebody_StaysIn(string name) => Assert.False(SpanDiscretion.MayPass(name));

    [Fact]
    public void Span_Exported_HasOnlyWhatMayPassAndNoDescription()
    {
        using (var span = Test.StartActivity("work")!)
        {
            span.SetTag("url.full", $"https://x.example/?to={Secret}").SetTag("faas.name", "Work")
                .SetStatus(ActivityStatusCode.Error, $"{Secret} failed");
        }

        var exported = Assert.Single(spans, span => span.Source == Test);
        Assert.Equal(["faas.name"], exported.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, null), (exported.Status, exported.StatusDescription));
    }

    [Fact]
    public void Log_OfTheApp_KeepsItsValues()
    {
        Logger("FunctionsApp.Platform.Facts.FactTimer").LogInformation("Published {MessageId} late", "a-1");

        var log = Assert.Single(logs);
        Assert.Equal("Published a-1 late", log.FormattedMessage);
        Assert.Contains(log.Attributes!, attribute => attribute is { Key: "MessageId", Value: "a-1" });
    }

    [Fact]
    public void Log_OfOthers_KeepsItsTemplateAlone()
    {
        Logger("Microsoft.AspNetCore.Hosting.Diagnostics").LogWarning("Request {Path}", $"/x?token={Secret}");

        var log = Assert.Single(logs);
        Assert.Equal("Request {Path}", log.FormattedMessage);
        Assert.DoesNotContain(log.Attributes!, attribute => attribute.Value?.ToString()?.Contains(Secret) == true);
    }

    [Fact]
    public void Log_OfOthersBelowWarning_DoesNotLeave()
    {
        Logger("Microsoft.AspNetCore.Hosting.Diagnostics").LogInformation("Request {Path}", $"/x?token={Secret}");

        Assert.Empty(logs);
    }

    [Fact]
    public void Log_OfAFailure_SaysKindsAndPlacesButNoMessage()
    {
        Logger("FunctionsApp.Mail.Postman").LogError(Thrown(), "Failed");

        var log = Assert.Single(logs);
        Assert.Null(log.Exception);
        var said = log.Attributes!.ToDictionary(attribute => attribute.Key, attribute => attribute.Value?.ToString() ?? "");
        Assert.Equal("InvalidOperationException < RequestFailedException 409 EntityAlreadyExists", said["exception.message"]);
        Assert.Equal("System.InvalidOperationException", said["exception.type"]);
        Assert.Contains(nameof(Thrown), said["exception.stacktrace"]);
        Assert.DoesNotContain(said.Values, value => value.Contains(Secret));
    }

    private static Exception Thrown()
    {
        try
        {
            throw new InvalidOperationException(
                $"{Secret} is there", new RequestFailedException(409, Secret, "EntityAlreadyExists", null));
        }
        catch (InvalidOperationException failure)
        {
            return failure;
        }
    }

    private ILogger Logger(string category) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
}
