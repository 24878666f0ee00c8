using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Blobs;

public sealed class BlobTriggerListenerTests(TestStorage storage)
{
    private readonly Seen seen = new();

    [Fact]
    public async Task Blob_WrittenTwice_StartsTheFunctionOncePerVersion()
    {
        await using var app = await StartAsync();
        await WriteAsync(app, "a.txt", "one");
        await app.IdleAsync();
        await WriteAsync(app, "a.txt", "two");
        await app.IdleAsync();

        Assert.Equal(["a.txt=one", "a.txt=two"], seen.Calls);
    }

    [Fact]
    public async Task Blob_FunctionFailsTwice_SucceedsAtTheThirdTry()
    {
        seen.Failures = 2;
        await using var app = await StartAsync();
        await WriteAsync(app, "b.txt", "x");
        await app.IdleAsync();

        // At once, as the Functions host does.
        Assert.Equal([0, 0, 0], seen.Times.Select(time => (time - TestApp.Start).TotalSeconds));
    }

    [Fact]
    public async Task Blob_FunctionAlwaysFails_IsOnThePoisonQueueAfterFiveTries()
    {
        seen.Failures = int.MaxValue;
        await using var app = await StartAsync();
        await WriteAsync(app, "d.txt", "x");
        await app.IdleAsync();

        Assert.Equal(5, seen.Calls.Count);
        var queue = new QueueClient((await storage.SettingsAsync()).ConnectionString, "webjobs-blobtrigger-poison");
        var messages = await queue.PeekMessagesAsync(32, TestContext.Current.CancellationToken);
        var named = messages.Value
            .Select(message => JsonDocument.Parse(Convert.FromBase64String(message.Body.ToString())).RootElement)
            .Where(message => message.GetProperty("ContainerName").GetString() == container);
        Assert.Equal(
            ("Host.Functions.Text", "d.txt"),
            named.Select(message => (message.GetProperty("FunctionId").GetString()!, message.GetProperty("BlobName").GetString()!)).Single());
    }

    [Fact]
    public async Task Start_BlobWrittenWhileDown_IsFoundAndTheSeenOneIsNot()
    {
        var data = Directory.CreateTempSubdirectory("localhost-test-").FullName;
        await using (var before = await StartAsync(data))
        {
            await WriteAsync(before, "old.txt", "o");
            await before.IdleAsync();
        }

        var direct = new BlobContainerClient((await storage.SettingsAsync()).ConnectionString, container);
        await direct.UploadBlobAsync("new.txt", BinaryData.FromString("n"), TestContext.Current.CancellationToken);
        await using var after = await StartAsync(data);
        await after.IdleAsync();

        Assert.Equal(["old.txt=o", "new.txt=n"], seen.Calls);
    }

    [Fact]
    public async Task Transactions_RequestsOfTheApp_AreCountedAndTheHostsAreNot()
    {
        await using var app = await StartAsync();
        var before = app.Host.StorageTransactions.ByService.Count;
        await app.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(container).ExistsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, before);
        Assert.Equal(1, app.Host.StorageTransactions.ByService["blob"]);
    }

    private readonly string container = $"c{Guid.NewGuid():N}";

    private async Task<TestApp> StartAsync(string? data = null) => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [typeof(BlobFunctions)],
        new Topology([], [], [container], []),
        builder => builder.Services.AddSingleton(seen),
        options => options with { Settings = new Dictionary<string, string?> { ["Container"] = container } },
        data);

    private async Task WriteAsync(TestApp app, string name, string text) =>
        await app.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(container).GetBlobClient(name)
            .UploadAsync(BinaryData.FromString(text), overwrite: true, TestContext.Current.CancellationToken);

    private sealed class Seen
    {
        public int Failures { get; set; }

        public ConcurrentQueue<string> Calls { get; } = new();

        public ConcurrentQueue<DateTimeOffset> Times { get; } = new();
    }

    private sealed class BlobFunctions(Seen seen, TimeProvider time)
    {
        [Function("Text")]
        public async Task RunAsync([BlobTrigger("%Container%/{name}")] BlobClient blob, string name, CancellationToken cancellation)
        {
            var content = await blob.DownloadContentAsync(cancellation);
            seen.Times.Enqueue(time.GetUtcNow());
            seen.Calls.Enqueue($"{name}={content.Value.Content}");
            if (seen.Calls.Count <= seen.Failures) throw new InvalidOperationException("Not yet.");
        }
    }
}
