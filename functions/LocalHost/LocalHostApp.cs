using FunctionsApp.Platform;
using LocalHost.Azurite;
using LocalHost.Blobs;
using LocalHost.Clock;
using LocalHost.Durable;
using LocalHost.Functions;
using LocalHost.Http;
using LocalHost.ServiceBus;
using LocalHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>A Functions app running in this process: HTTP, blobs, Service Bus, timers, durable orchestrations, storage.</summary>
public sealed class LocalHostApp : IAsyncDisposable
{
    private readonly WebApplication web;

    private LocalHostApp(WebApplication web, AzuriteProcess azurite) => (this.web, Azurite) = (web, azurite);

    public Uri BaseAddress { get; private set; } = null!;

    public IServiceProvider Services => web.Services;

    public FunctionCatalogue Functions => Services.GetRequiredService<FunctionCatalogue>();

    public HostSettings Settings => Services.GetRequiredService<HostSettings>();

    /// <summary>The people of local.settings.json, by id.</summary>
    public IReadOnlyDictionary<string, DevUser> DevUsers => Services.GetRequiredService<LocalSettings>().DevUsers;

    public DurableTaskClient Durable => Services.GetRequiredService<DurableTaskClient>();

    public LocalServiceBus ServiceBus => Services.GetRequiredService<LocalServiceBus>();

    public StorageTransactions StorageTransactions => Services.GetRequiredService<StorageTransactions>();

    public WorkTracker Work => Services.GetRequiredService<WorkTracker>();

    /// <summary>Null when the machine's clock runs.</summary>
    public VirtualClock? Clock => Services.GetRequiredService<HostClock>() as VirtualClock;

    /// <summary>Why the durable engine has stopped, which ends the host; null while it works.</summary>
    public Exception? Failure => Services.GetRequiredService<DurableEngine>().Faulted is { IsCompletedSuccessfully: true, Result: var cause } ? cause : null;

    /// <summary>The storage emulator; stop and start it to have an outage.</summary>
    public AzuriteProcess Azurite { get; }

    /// <summary>Starts storage, then the triggers, then HTTP; returns when all of it serves.</summary>
    /// <exception cref="LocalHostException">Something that the person who starts it can put right.</exception>
    public static async Task<LocalHostApp> StartAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var azurite = new AzuriteProcess(options.Emulator, options.Say);
        LocalHostApp? app = null;
        try
        {
            // What can be wrong in the app is said before storage is waited for.
            app = new LocalHostApp(Build(options), azurite);
            await azurite.StartAsync(cancellation);
            await app.Services.GetRequiredService<StorageAccount>().CreateAsync(app.Services.GetRequiredService<Topology>(), cancellation);
            await app.web.StartAsync(cancellation);
            app.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            return app;
        }
        catch
        {
            await (app?.DisposeAsync() ?? azurite.DisposeAsync());
            throw;
        }
    }

    /// <summary>Completes when the process is asked to end (Ctrl+C, SIGTERM) and requests and functions have ended.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => web.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync();
        await web.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    private static WebApplication Build(LocalHostOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Development });
        var settings = builder.AddSettings(options);
        builder.Services.AddSingleton(settings);
        builder.AddLocalHost(options);
        builder.WebHost.ConfigureKestrel(LoopbackAddress.Listen(options.HttpPort));

        var web = builder.Build();
        // What a function leaves running is work: a virtual clock must not jump over it.
        if (web.Services.GetService<Afterwork>() is { } afterwork) afterwork.Watch = web.Services.GetRequiredService<WorkTracker>().Begin;
        var boundary = ActivatorUtilities.CreateInstance<Boundary>(web.Services);
        var signIn = new DevSignIn(settings.DevUsers);
        web.Use(next => http => boundary.RunAsync(http, next));
        web.Use(next => http => signIn.RunAsync(http, next));
        web.UseRouting();
        HttpFunctions.Map(
            web,
            web.Services.GetRequiredService<FunctionCatalogue>(),
            web.Services.GetRequiredService<FunctionInvoker>(),
            web.Services.GetRequiredService<HostSettings>().RoutePrefix);
        return web;
    }
}
