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
    private readonly DataFolder folder;

    private LocalHostApp(WebApplication web, AzuriteProcess azurite, DataFolder folder) =>
        (this.web, Azurite, this.folder) = (web, azurite, folder);

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

    /// <summary>What ends the host: the disk is full, or the durable engine has stopped; null while it works.</summary>
    public Exception? Failure => Services.GetRequiredService<DiskWatch>().Full ?? EngineFailure;

    private Exception? EngineFailure =>
        Services.GetRequiredService<DurableEngine>().Faulted is { IsCompletedSuccessfully: true, Result: var cause } ? cause : null;

    /// <summary>The storage emulator; stop and start it to have an outage.</summary>
    public AzuriteProcess Azurite { get; }

    /// <summary>Starts storage, then the triggers, then HTTP; returns when all of it serves.</summary>
    /// <exception cref="LocalHostException">Something that the person who starts it can put right.</exception>
    public static async Task<LocalHostApp> StartAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        var folder = DataFolder.Claim(options.DataDirectory);
        var azurite = new AzuriteProcess(options.Emulator, options.Say);
        WebApplication? web = null;
        try
        {
            LoopbackAddress.RequireFree(options.HttpPort);
            // What can be wrong in the app is said before storage is waited for.
            web = Build(options);
            var app = new LocalHostApp(web, azurite, folder);
            await azurite.StartAsync(cancellation);
            var account = app.Services.GetRequiredService<StorageAccount>();
            if (!options.SharesStorage) await StorageOwner.ClaimAsync(account, options, cancellation);
            await account.CreateAsync(app.Services.GetRequiredService<Topology>(), cancellation);
            await web.StartAsync(cancellation);
            app.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            await account.AllowPagesAsync(app.BaseAddress, cancellation);
            return app;
        }
        catch (Exception failure)
        {
            await EndFailedAsync(web, azurite, folder);
            if (failure is not LocalHostException && StartFailure.InWords(failure, options) is { } words) throw words;
            throw;
        }
    }

    /// <summary>Completes when the process is asked to end (Ctrl+C, SIGTERM) and requests and functions have ended.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => web.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync() => await EndAsync(web, Azurite, folder);

    private static async Task EndFailedAsync(WebApplication? web, AzuriteProcess azurite, DataFolder folder)
    {
        try
        {
            await EndAsync(web, azurite, folder);
        }
        // A host that did not start cannot always stop; what the person needs is why it did not start.
        catch (Exception)
        {
        }
    }

    /// <summary>Whatever of it fails, the emulator is stopped and the folder is free.</summary>
    private static async Task EndAsync(WebApplication? web, AzuriteProcess azurite, DataFolder folder)
    {
        try
        {
            if (web is not null)
            {
                await using (web) await web.StopAsync();
            }
        }
        finally
        {
            await azurite.DisposeAsync();
            folder.Dispose();
        }
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
        var signIn = new DevSignIn(settings.DevUsers, options.StyleSheet);
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
