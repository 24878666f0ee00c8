using LocalHost.Azurite;
using LocalHost.Durable;
using LocalHost.Telemetry;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>What to run, where its data lies and where it listens.</summary>
/// <param name="FunctionTypes">Classes whose <c>[Function]</c> methods are served.</param>
/// <param name="DataDirectory">Made if missing. One host at a time uses it.</param>
public sealed record LocalHostOptions(IReadOnlyList<Type> FunctionTypes, string DataDirectory)
{
    /// <summary>Registers the app's services; LocalHost's own TimeProvider and clients are there already.</summary>
    public Action<IHostApplicationBuilder> Configure { get; init; } = _ => { };

    /// <summary>IFunctionsWorkerMiddleware types, outermost first.</summary>
    public IReadOnlyList<Type> Middleware { get; init; } = [];

    /// <summary>Start of a virtual clock; null: the machine's clock.</summary>
    public DateTimeOffset? VirtualStart { get; init; }

    /// <summary>Path of the app's style sheet, which the sign-in page takes; null: a plain page.</summary>
    public string? StyleSheet { get; init; }

    /// <summary>0: any free one.</summary>
    public int HttpPort { get; init; } = 7071;

    /// <summary>Storage emulator; null: standard ports, data under the data folder.</summary>
    public AzuriteSettings? Azurite { get; init; }

    public string HostJson { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    public string LocalSettings { get; init; } = Path.Combine(AppContext.BaseDirectory, "local.settings.json");

    /// <summary>Queues, topics, containers and tables; null: topology.json beside the program.</summary>
    public Topology? Topology { get; init; }

    /// <summary>Settings that go over all others but the storage connection.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public TelemetryTarget Telemetry { get; init; }

    /// <summary>For tests: storage may belong to another data folder.</summary>
    public bool SharesStorage { get; init; }

    /// <summary>For tests: how many bytes of the disk are free; null: as many as are.</summary>
    internal Func<long>? FreeBytes { get; init; }

    /// <summary>Logs nothing, for tests.</summary>
    public bool Quiet { get; init; }

    /// <summary>For tests: every orchestration turn is rebuilt from its history.</summary>
    public bool ReplayEveryTurn { get; init; }

    /// <summary>For tests: is shown every orchestration turn before it is stored.</summary>
    public Action<DecidedTurn>? Judge { get; init; }

    /// <summary>Takes progress lines of the start.</summary>
    public Action<string> Say { get; init; } = _ => { };

    internal AzuriteSettings Emulator =>
        Azurite ?? new AzuriteSettings(Path.Combine(DataDirectory, "azurite"), AzuriteInstall.SharedFolder());

    /// <summary>Where the app's own links lead and its mail lands, unless a setting says otherwise.</summary>
    internal IReadOnlyDictionary<string, string?> Defaults => new Dictionary<string, string?>
    {
        ["PublicBaseUrl"] = HttpPort == 0 ? null : $"http://localhost:{HttpPort}",
        ["Mail:PickupFolder"] = MailFolder,
        ["SignInProviders"] = "dev",
    };

    /// <summary>Folder of the mails that were sent.</summary>
    public string MailFolder => DataFile("mail");

    /// <summary>Where the orchestrations of a data folder are stored.</summary>
    internal static string DurableStore(string data) => Path.Combine(data, "durable.db");

    internal string DataFile(string name) => Path.Combine(DataDirectory, name);
}
