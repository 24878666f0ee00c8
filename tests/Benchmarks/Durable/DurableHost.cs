using LocalHost;
using LocalHost.Clock;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Durable;

/// <summary>A durable engine on an empty store of its own, with the orchestrations that are measured.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    /// <summary>Waits for a person, at most thirty days.</summary>
    public const string Notice = nameof(Notice);

    private readonly string folder;

    private DurableHost(string folder, DurableEngine engine, VirtualClock? clock, WorkTracker work) => (this.folder, Engine, Clock, Work) = (folder, engine, clock, work);

    public static IReadOnlyDictionary<string, OrchestratorCode> Orchestrators { get; } = new Dictionary<string, OrchestratorCode>
    {
        ["Sequence"] = async context =>
        {
            var length = context.GetInput<int>();
            var said = 0;
            for (var i = 0; i < length; i++) said += (await context.CallActivityAsync<string>("SayHello", "Tokyo")).Length;
            return said;
        },
        ["FanOut"] = async context =>
            (await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(_ => context.CallActivityAsync<string>("SayHello", "Tokyo")))).Length,
        ["Events"] = async context =>
        {
            var awaited = context.GetInput<int>();
            for (var i = 0; i < awaited; i++) await context.WaitForExternalEvent<int>("Go");
            return awaited;
        },
        ["Days"] = async context =>
        {
            var days = context.GetInput<int>();
            for (var day = 0; day < days; day++) await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return days;
        },
        [Notice] = async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Objection", TimeSpan.FromDays(30));
            }
            catch (TaskCanceledException)
            {
                return "none";
            }
        },
    };

    public DurableEngine Engine { get; }

    /// <summary>Null on the machine's clock.</summary>
    public VirtualClock? Clock { get; }

    public WorkTracker Work { get; }

    public DurableTaskClient Client => Engine.Client;

    public long StoreBytes => new DirectoryInfo(folder).EnumerateFiles("durable.db*").Sum(file => file.Length);

    public static async Task<DurableHost> OpenAsync(bool virtualClock = false, bool onExistingStore = false)
    {
        var folder = Path.Combine(CommandLine.LocalFolder(), "bench", "durable");
        if (!onExistingStore && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var work = new WorkTracker();
        HostClock clock = virtualClock ? new VirtualClock(TimeProvider.System.GetUtcNow(), work) : new RealClock();
        var activities = new Dictionary<string, ActivityCode>
        {
            ["SayHello"] = (call, _) => Task.FromResult<string?>(DurableEngine.WebConverter.Serialize($"Hello {DurableEngine.WebConverter.Deserialize<string>(call.Input)}!")),
        };
        var engine = new DurableEngine(new DurableSettings(Path.Combine(folder, "durable.db")), Orchestrators, activities, clock, work, NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        return new DurableHost(folder, engine, clock as VirtualClock, work);
    }

    public Task<string> StartAsync(string orchestrator, object? input, CancellationToken cancellation) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, cancellation);

    /// <summary>The instances of <see cref="StartAllAsync"/> are found by their number, so that no list of ids counts as memory.</summary>
    public static string Id(int number) => $"instance-{number}";

    public Task StartAllAsync(string orchestrator, object? input, int instances, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, instances),
        new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation },
        async (number, stop) => await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(Id(number)), stop));

    /// <exception cref="InvalidOperationException">It did not complete.</exception>
    public async Task EndAsync(string id, CancellationToken cancellation)
    {
        var done = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
        if (done.RuntimeStatus != OrchestrationRuntimeStatus.Completed) throw new InvalidOperationException($"{id} ended as {done.RuntimeStatus}: {done.FailureDetails}");
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
