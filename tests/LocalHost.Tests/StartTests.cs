using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LocalHost.Azurite;

namespace LocalHost.Tests;

/// <summary>
/// What a person reads who starts LocalHost where it cannot run: the cause and the way out, exit code 1, and nothing left behind.
/// </summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("localhost-test-").FullName;
    private readonly int azurite = FreePorts.ThreeInARow();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_Twice_SecondIsRefusedAndTheFirstPrintsWhatToDo()
    {
        var other = Directory.CreateTempSubdirectory("localhost-test-").FullName;
        await using (var first = Start(folder))
        {
            await first.ServingAsync();
            await AssertRefusedAsync(Start(folder), $"LocalHost is running on {folder} already.");
            await AssertRefusedAsync(Start(other), $"The storage on port {azurite} belongs to the LocalHost of {folder}.");

            Assert.All(
                [".auth/login/dev?user=lin", "chen (DistrictOfficer)", Path.Combine(folder, "mail"), "api/openapi.json"],
                part => Assert.Contains(part, first.Printed));
        }

        Directory.Delete(other, recursive: true);
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhichAndStartsNothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await AssertRefusedAsync(Start(folder, null, "--port", $"{port}"), $"Port {port} is taken by another program.");
    }

    [Fact]
    public async Task Start_FolderThatCannotBeWritten_SaysSo()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        await AssertRefusedAsync(Start(Path.Combine(file, "data")), $"The data folder {Path.Combine(file, "data")} cannot be written");
    }

    [Theory]
    [InlineData("FactSweepSchedule", "", "the setting FactSweepSchedule of %FactSweepSchedule% is missing")]
    [InlineData("CallbackTokens__Keys__0__Secret", "short", "A setting is missing or invalid")]
    [InlineData("Mail__Smtp__Port", "http", "A setting is missing or invalid")]
    [InlineData("Directory__Staff__0__Roles__0", "DistrictOficer", "Directory:Staff names a role that there is not")]
    public async Task Start_SettingMissingOrInvalid_NamesIt(string name, string value, string expected) =>
        await AssertRefusedAsync(Start(folder, new Dictionary<string, string> { [name] = value }), expected);

    [Theory]
    [InlineData("durable.db")]
    [InlineData("bus.db")]
    [InlineData("host.db")]
    [InlineData("timers.db")]
    public async Task Start_DatabaseDamaged_NamesTheFileAndStopsStorage(string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(8192));

        await AssertRefusedAsync(Start(folder), path);
    }

    [Fact]
    public async Task Demo_FolderOfSomeoneElse_IsRefused()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "demo")).FullName, "thesis.docx");
        File.WriteAllText(file, "three years");
        await using var demo = LaunchedHost.Start(null, "demo", "--exit", "--data", folder);

        Assert.Equal(1, await demo.EndAsync());
        Assert.Contains("was not made by demo", demo.Printed);
        Assert.True(File.Exists(file));
    }

    private LaunchedHost Start(string data, IReadOnlyDictionary<string, string>? environment = null, params IEnumerable<string> words) =>
        LaunchedHost.Start(environment, ["run", "--port", "0", "--data", data, "--azurite-port", $"{azurite}", .. words]);

    private async Task AssertRefusedAsync(LaunchedHost host, string expected)
    {
        await using (host)
        {
            Assert.Equal(1, await host.EndAsync());
            Assert.Contains(expected, host.Printed);
            Assert.DoesNotContain("   at ", host.Printed);
        }

        // The first host's emulator stays; one that the refused host started is gone.
        if (!File.Exists(Path.Combine(folder, "azurite", "azurite.json")))
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(
                async () => await client.ConnectAsync(IPAddress.Loopback, azurite, TestContext.Current.CancellationToken));
        }
    }
}
