using System.Diagnostics.Metrics;
using Azure.Messaging.ServiceBus;
using LocalHost.Blobs;
using LocalHost.Clock;
using LocalHost.Durable;
using LocalHost.Functions;
using LocalHost.ServiceBus;
using LocalHost.Settings;
using LocalHost.Telemetry;
using LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost;

internal static class LocalHostServices
{
    /// <summary>Registers the runtime, then the app, then what starts them, so that the app's own services are up before a trigger fires.</summary>
    public static void AddLocalHost(this IHostApplicationBuilder builder, LocalHostOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(HostSettings.Load(options.HostJson));
        services.AddSingleton(options.Topology ?? Topology.Load(Path.Combine(AppContext.BaseDirectory, "topology.json")));
        services.AddSingleton(FunctionCatalogue.Of(options.FunctionTypes));
        AddClock(services, options);
        AddStorage(services, options);
        AddBus(services, options);
        AddDurable(services, options);
        AddLogging(builder.Logging, options);
        services.AddSingleton(provider => new DiskWatch(
            options.DataDirectory, options.FreeBytes ?? (() => DiskWatch.FreeOn(options.DataDirectory)), provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DiskWatch>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));

        HostTelemetry.AddSettings(builder, options.Telemetry);
        foreach (var type in options.Middleware) services.TryAddSingleton(type);
        services.AddSingleton(provider => new FunctionInvoker(provider.GetRequiredService<IServiceScopeFactory>(), options.Middleware));
        options.Configure(builder);
        HostTelemetry.Add(builder, options.Telemetry);
        services.AddSingleton<IHostedService, Listeners>();
    }

    private static void AddClock(IServiceCollection services, LocalHostOptions options)
    {
        var work = new WorkTracker();
        HostClock clock = options.VirtualStart is { } start ? new VirtualClock(start, work) : new RealClock();
        services.AddSingleton(work);
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(provider => SqliteFile.Open(options.DataFile("timers.db"), () => new TimerRunner(
            options.DataFile("timers.db"), clock, work, provider.GetRequiredService<ILoggerFactory>())));
    }

    private static void AddStorage(IServiceCollection services, LocalHostOptions options)
    {
        var connection = options.Emulator.ConnectionString;
        var transactions = new StorageTransactions();
        services.AddSingleton(transactions);
        services.AddSingleton(new StorageAccount(connection));
        // The listener is asked for when a blob was written: the client is older than it.
        services.AddSingleton(provider => StorageAccount.AppBlobs(
            connection, new StorageWatch("blob", transactions, StorageOperation.OfBlob, blob => provider.GetRequiredService<BlobTriggerListener>().Notice(blob))));
        services.AddSingleton(_ => StorageAccount.AppTables(connection, new StorageWatch("table", transactions, StorageOperation.OfTable)));
        services.AddSingleton<BlobHandler>();
        services.AddSingleton(provider => new BlobTriggerListener(
            provider.GetRequiredService<FunctionCatalogue>(),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<HostSettings>(),
            provider.GetRequiredService<BlobHandler>(),
            SqliteFile.Open(options.DataFile("host.db"), () => new BlobReceipts(options.DataFile("host.db"))),
            provider.GetRequiredService<StorageAccount>(),
            provider.GetRequiredService<WorkTracker>(),
            provider.GetRequiredService<ILogger<BlobTriggerListener>>()));
    }

    private static void AddBus(IServiceCollection services, LocalHostOptions options)
    {
        services.AddSingleton(provider =>
        {
            var bus = SqliteFile.Open(options.DataFile("bus.db"), () => new LocalServiceBus(
                options.DataFile("bus.db"),
                provider.GetRequiredService<Topology>(),
                provider.GetRequiredService<HostClock>(),
                provider.GetRequiredService<WorkTracker>(),
                provider.GetRequiredService<ILoggerFactory>()));
            HostTelemetry.Count(bus, provider.GetRequiredService<IMeterFactory>());
            return bus;
        });
        services.AddSingleton<ServiceBusClient>(provider => provider.GetRequiredService<LocalServiceBus>().Client);
    }

    private static void AddDurable(IServiceCollection services, LocalHostOptions options)
    {
        services.AddSingleton(provider =>
        {
            var (functions, invoker, limits) = (
                provider.GetRequiredService<FunctionCatalogue>(), provider.GetRequiredService<FunctionInvoker>(), provider.GetRequiredService<HostSettings>());
            var activities = functions.With<ActivityTriggerAttribute>().ToDictionary(
                pair => pair.Function.Name, pair => ActivityBinding.Bind(pair.Function, invoker, DurableEngine.WebConverter));
            return new DurableEngine(
                new DurableSettings(LocalHostOptions.DurableStore(options.DataDirectory), limits.MaxConcurrentActivities, limits.MaxConcurrentOrchestrators)
                {
                    ReplayEveryTurn = options.ReplayEveryTurn,
                    Versioning = limits.Versioning,
                    InterruptedFail = true,
                    Judge = options.Judge,
                },
                OrchestratorBinding.BindAll(functions),
                activities,
                provider.GetRequiredService<HostClock>(),
                provider.GetRequiredService<WorkTracker>(),
                provider.GetRequiredService<ILoggerFactory>(),
                DurableEngine.WebConverter);
        });
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<DurableEngine>().Client);
    }

    private static void AddLogging(ILoggingBuilder logging, LocalHostOptions options)
    {
        logging.ClearProviders();
        if (options.Quiet) return;
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        // A start that fails is explained once, in words.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
