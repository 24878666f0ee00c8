using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Clock;

/// <summary>A virtual clock stands still while anything of the host is under way, even when it is asked to move.</summary>
public sealed class HeldTimeTests(TestStorage storage)
{
    private readonly Gate gate = new();
    private readonly string container = $"c{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Request_Open_HoldsTheClock() => HoldsAsync(async app =>
    {
        using var client = app.Client();
        using var answer = await client.GetAsync("api/slow", Cancellation);
        answer.EnsureSuccessStatusCode();
    });

    [Fact]
    public Task Activity_Running_HoldsTheClock() => HoldsAsync(app => app.Host.Durable.ScheduleNewOrchestrationInstanceAsync("Run", Cancellation));

    [Fact]
    public Task Message_Unacknowledged_HoldsTheClock() => HoldsAsync(app => SendAsync(app, new ServiceBusMessage("x")));

    [Fact]
    public Task Blob_Unseen_HoldsTheClock() => HoldsAsync(app => WriteAsync(app));

    [Fact]
    public async Task Message_OrBlob_CountsFromItsAcceptance()
    {
        await using var app = await StartAsync();
        foreach (var put in new Func<TestApp, Task>[] { given => SendAsync(given, new ServiceBusMessage("x")), WriteAsync })
        {
            gate.Close();
            await put(app);

            // Nothing waits for the function to be entered here: between the answer and its start there is no gap.
            await AssertHeldAsync(app);
        }
    }

    [Fact]
    public async Task Person_WaitedFor_IsSkippedOnlyWhenAsked()
    {
        await using var app = await StartAsync();
        await app.Host.Durable.ScheduleNewOrchestrationInstanceAsync("Notice", new StartOrchestrationOptions("notice"), Cancellation);
        await app.Host.Clock!.SettleAsync(Cancellation);
        Assert.Equal(TestApp.Start, app.Host.Clock.GetUtcNow());

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(30), Cancellation);

        var done = await app.Host.Durable.WaitForInstanceCompletionAsync("notice", getInputsAndOutputs: true, Cancellation);
        Assert.Equal("nobody", done.ReadOutputAs<string>());
    }

    private async Task HoldsAsync(Func<TestApp, Task> begin)
    {
        await using var app = await StartAsync();
        var begun = begin(app);
        await gate.Entered;

        await AssertHeldAsync(app);

        await begun;
    }

    /// <summary>Asked to move a day, the clock looks at once: were nothing counted, it would have moved by now.</summary>
    private async Task AssertHeldAsync(TestApp app)
    {
        var moving = app.Host.Clock!.AdvanceAsync(TimeSpan.FromDays(1), Cancellation);
        var (asked, held) = (app.Host.Clock.GetUtcNow(), !moving.IsCompleted);
        gate.Open();
        await moving;

        Assert.True(held);
        Assert.Equal(asked.AddDays(1), app.Host.Clock.GetUtcNow());
    }

    private async Task<TestApp> StartAsync() => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [typeof(Functions), typeof(Orchestrations)],
        new Topology([new QueueTopology("orders")], [], [container], []),
        builder => builder.Services.AddSingleton(gate),
        options => options with { Settings = new Dictionary<string, string?> { ["Container"] = container } });

    private static Task SendAsync(TestApp app, ServiceBusMessage message) =>
        app.Host.Services.GetRequiredService<ServiceBusClient>().CreateSender("orders").SendMessageAsync(message, Cancellation);

    private Task WriteAsync(TestApp app) => app.Host.Services.GetRequiredService<BlobServiceClient>()
        .GetBlobContainerClient(container).GetBlobClient("a.txt").UploadAsync(BinaryData.FromString("x"), overwrite: true, Cancellation);

    /// <summary>Where every function stands until the test lets it go on.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => entered.Task;

        public void Open() => opened.TrySetResult();

        public void Close() => opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync()
        {
            entered.TrySetResult();
            return opened.Task;
        }
    }

    private sealed class Functions(Gate gate)
    {
        [Function("Slow")]
        public async Task<IResult> SlowAsync([HttpTrigger("get", Route = "slow")] HttpRequest request)
        {
            await gate.PassAsync();
            return Results.Text(request.Method);
        }

        [Function("Take")]
        public Task TakeAsync([ServiceBusTrigger("orders")] ServiceBusReceivedMessage order) => gate.PassAsync();

        [Function("Read")]
        public Task ReadAsync([BlobTrigger("%Container%/{name}")] BlobClient blob) => gate.PassAsync();

        [Function("Work")]
        public Task WorkAsync([ActivityTrigger] string input) => gate.PassAsync();
    }

    private static class Orchestrations
    {
        [Function("Run")]
        public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Work", "x");

        [Function("Notice")]
        public static async Task<string> NoticeAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Objection", TimeSpan.FromDays(30));
            }
            catch (TaskCanceledException)
            {
                return "nobody";
            }
        }
    }
}
