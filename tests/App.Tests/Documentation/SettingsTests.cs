using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Messaging;

namespace App.Tests.Documentation;

/// <summary>What the tables of settings and of host.json rest on.</summary>
public partial class SettingsTests
{
    private static readonly string LocalHostReader =
        File.ReadAllText(Path.Combine(Repository.Root, "functions", "LocalHost", "Settings", "HostSettings.cs"));

    [Fact]
    public void HostJson_EveryKey_HasAReason() => Assert.Equal(HostJson.Leaves.Keys.Order(), Reasons.Current.HostJson.Keys.Order());

    [Fact]
    public void HostJson_Read_IsReadByLocalHost() => Assert.All(Reasons.Current.HostJson, key => Assert.StartsWith(
        LocalHostReader.Contains($"\"{key.Key.Split('.')[^1]}\"", StringComparison.Ordinal) ? "read" : "ignored: ", key.Value.LocalHost!));

    [Fact]
    public void Settings_WithoutOptions_HaveAReasonEach() => Assert.Equal(
        Settings.Named.Select(setting => setting.Key).Order(), Reasons.Current.Settings.Keys.Order());

    [Fact]
    public void Settings_Bound_AreFoundAndSayWhatTheyDo()
    {
        Assert.True(Settings.Bound.Count > 30, $"Found only {string.Join(", ", Settings.Bound.Select(setting => setting.Key))}");
        Assert.Empty(Settings.All.Where(setting => setting.Meaning.Length == 0).Select(setting => setting.Key));
    }

    [Fact]
    public void SettingsFile_OfTheTemplates_HasTheDefaultsOfTheCode()
    {
        var current = File.ReadAllText(SettingsFile.File);
        if (MarkdownBlock.IsWriting) File.WriteAllText(SettingsFile.File, SettingsFile.Of(current));
        else Assert.Equal(SettingsFile.Of(current), current);
    }

    [Fact]
    public void SettingsFile_OfAnEarlierVersion_GainsAndLosesOptionsAndKeepsSchedules()
    {
        var written = JsonNode.Parse(SettingsFile.Of("""{ "MetricsSchedule": "0 0 * * * *", "Reviews__Gone": "1" }"""))!.AsObject();

        Assert.Equal("0 0 * * * *", written["MetricsSchedule"]!.GetValue<string>());
        Assert.Equal("7", written["Assignments__CallbackGraceDays"]!.GetValue<string>());
        Assert.False(written.ContainsKey("Reviews__Gone"));
        Assert.False(written.ContainsKey("Mail__From"));
    }

    [Fact]
    public void Settings_NoKey_ComesTwice() => Assert.Equal(Settings.All.Count, Settings.All.DistinctBy(setting => setting.Key).Count());

    [Fact]
    public void Settings_DefaultInTheirWords_IsTheCodes() => Assert.All(
        Settings.All.Select(setting => (setting, stated: Stated().Match(setting.Meaning))).Where(each => each.stated.Success),
        each => Assert.Equal($"{each.setting.Key} {each.setting.Default}", $"{each.setting.Key} `{each.stated.Groups[1].Value}`"));

    [Fact]
    public void Settings_ExplainedForLocalHost_Exist() => Assert.All(
        Reasons.Current.LocalHost.Keys,
        beginning => Assert.Contains(Settings.All, setting => setting.Key.StartsWith(beginning, StringComparison.Ordinal)));

    /// <summary>A message's function must give up before its lock is no longer renewed, or it is delivered twice at once.</summary>
    [Fact]
    public void LockRenewal_OutlastsTheWaitForStorage() =>
        Assert.True(TimeSpan.Parse(HostJson.Leaves["extensions.serviceBus.maxAutoLockRenewalDuration"]) > OutageMiddleware.Patience);

    [GeneratedRegex(@"Default ([\w-]+)")]
    private static partial Regex Stated();
}
