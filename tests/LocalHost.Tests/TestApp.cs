using Judging;
using LocalHost.Azurite;
using Microsoft.Extensions.Hosting;

namespace LocalHost.Tests;

/// <summary>LocalHost over a test's own functions: free ports, virtual clock, a data folder that goes away.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly bool keepsData;

    private readonly OfficialJudge judge;

    private TestApp(LocalHostApp host, OfficialJudge judge, string data, bool keepsData) =>
        (Host, this.judge, Data, this.keepsData) = (host, judge, data, keepsData);

    public LocalHostApp Host { get; }

    public string Data { get; }

    /// <param name="data">Folder to go on with, which is then kept; null: a new one.</param>
    public static async Task<TestApp> StartAsync(
        AzuriteSettings storage,
        IReadOnlyList<Type> functions,
        Topology? topology = null,
        Action<IHostApplicationBuilder>? configure = null,
        Func<LocalHostOptions, LocalHostOptions>? change = null,
        string? data = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("localhost-test-").FullName;
        var judge = new OfficialJudge();
        Directory.CreateDirectory(folder);
        // App has no prefix; here the routes have one, so that it is seen to work.
        var hostJson = Path.Combine(folder, "host.json");
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "host.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            hostJson, text.Replace("\"routePrefix\": \"\"", "\"routePrefix\": \"api\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var options = new LocalHostOptions(functions, folder)
        {
            Azurite = storage,
            Configure = configure ?? (_ => { }),
            HostJson = hostJson,
            HttpPort = 0,
            Judge = judge.Look,
            Quiet = true,
            SharesStorage = true,
            Topology = topology ?? new Topology([], [], [], []),
            VirtualStart = Start,
        };
        var host = await LocalHostApp.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return new TestApp(host, judge, folder, data is not null);
    }

    public HttpClient Client(string? user = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Host.BaseAddress };
        if (user is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Dev {user}");
        return client;
    }

    public Task IdleAsync() => Host.Work.WhenIdleAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (!keepsData) Directory.Delete(Data, recursive: true);
        judge.RequireAgreement();
    }
}
