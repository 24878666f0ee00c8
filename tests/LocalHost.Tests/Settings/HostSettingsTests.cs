using LocalHost.Durable;
using LocalHost.Settings;

namespace LocalHost.Tests.Settings;

public sealed class HostSettingsTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("host-json-").FullName, "host.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void Load_NoFile_HasTheOfficialDefaults() => Assert.Equal(new HostSettings(), HostSettings.Load(path));

    [Fact]
    public void Load_EveryKeyThatIsReadHere_IsTakenUnderItsOfficialName()
    {
        var settings = Load(
            """
            { "extensions": {
              "http": { "routePrefix": "x/" },
              "durableTask": { "maxConcurrentActivityFunctions": 1, "maxConcurrentOrchestratorFunctions": 2,
                "defaultVersion": "7.1", "versionMatchStrategy": "strict", "versionFailureStrategy": "Fail" },
              "serviceBus": { "maxConcurrentCalls": 3, "maxAutoLockRenewalDuration": "00:02:30" },
              "blobs": { "maxDegreeOfParallelism": 4, "poisonBlobThreshold": 6 } } }
            """);

        var versioning = new Versioning("7.1", VersionMatchStrategy.Strict, VersionFailureStrategy.Fail);
        Assert.Equal(
            new HostSettings("x", 1, 2, 3, 4, 6) { ServiceBusLockRenewal = TimeSpan.FromSeconds(150), Versioning = versioning }, settings);
    }

    [Theory]
    [InlineData("serviceBus", "maxAutoLockRenewalDuration", "\"-00:01:00\"")]
    [InlineData("serviceBus", "maxAutoLockRenewalDuration", "\"five minutes\"")]
    [InlineData("serviceBus", "maxAutoLockRenewalDuration", "5")]
    [InlineData("durableTask", "versionMatchStrategy", "\"Newest\"")]
    [InlineData("durableTask", "versionMatchStrategy", "\"7\"")]
    [InlineData("durableTask", "versionMatchStrategy", "2")]
    public void Load_ValueThatIsNone_NamesTheFile(string extension, string key, string value)
    {
        var wrong = Assert.Throws<LocalHostException>(() => Load($$"""{ "extensions": { "{{extension}}": { "{{key}}": {{value}} } } }"""));

        Assert.Contains(path, wrong.Message);
    }

    private HostSettings Load(string json)
    {
        File.WriteAllText(path, json);
        return HostSettings.Load(path);
    }
}
