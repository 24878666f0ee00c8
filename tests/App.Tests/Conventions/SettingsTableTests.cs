using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Conventions;

/// <summary>
/// README's table of host.json and settings is held true: it names every key of the file with its value, everything that App binds, and
/// nothing else.
/// </summary>
public partial class SettingsTableTests
{
    /// <summary>Settings that only the SDKs and the Functions host read.</summary>
    private static readonly string[] ReadByOthers =
        ["AZURE_CLIENT_ID", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"];

    private static readonly IReadOnlyList<Match> Rows = [.. Row().Matches(Section()).OfType<Match>()];
    private static readonly IReadOnlyList<string> Named =
        [.. Rows.SelectMany(row => Name().Matches(row.Groups["keys"].Value)).Select(name => name.Groups[1].Value)];
    private static readonly IReadOnlyDictionary<string, string> HostJson = Leaves();
    private static readonly IReadOnlyList<string> Bound = [.. FromOptions().Concat(FromCode()).Concat(FromTriggers()).Distinct()];

    [Fact]
    public void HostJson_EveryKey_IsNamedWithItsValue() => Assert.Empty(HostJson
        .Where(leaf => !Rows.Any(row =>
            row.Groups["keys"].Value.Trim() == $"`{leaf.Key}`" && row.Groups["here"].Value.Trim() == leaf.Value))
        .Select(leaf => $"{leaf.Key} = {leaf.Value}"));

    [Fact]
    public void Settings_EveryOneThatAppBinds_IsNamed()
    {
        Assert.True(Bound.Count > 40, $"Found only {string.Join(", ", Bound)}");
        Assert.Empty(Bound.Except(Named));
    }

    [Fact]
    public void Table_EveryName_IsOfHostJsonOrBound() => Assert.Empty(Named.Except(HostJson.Keys).Except(Bound).Except(ReadByOthers));

    [Fact]
    public void Table_NoName_ComesTwice() => Assert.Equal(Named.Count, Named.Distinct().Count());

    /// <summary>A message's function must give up before its lock is no longer renewed, or it is delivered twice at once.</summary>
    [Fact]
    public void LockRenewal_OutlastsTheWaitForStorage() =>
        Assert.True(TimeSpan.Parse(HostJson["extensions.serviceBus.maxAutoLockRenewalDuration"]) > OutageMiddleware.Patience);

    private static string Section()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var begin = text.IndexOf("## host.json and settings", StringComparison.Ordinal);
        return text[begin..text.IndexOf("\n## ", begin, StringComparison.Ordinal)];
    }

    private static Dictionary<string, string> Leaves()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        return Below(file.RootElement, "").ToDictionary(leaf => leaf.Key, leaf => leaf.Value);
    }

    private static IEnumerable<(string Key, string Value)> Below(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Below(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            : [(path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText())];

    private static IEnumerable<string> FromOptions() => Sources()
        .SelectMany(source => Binding().Matches(source))
        .SelectMany(binding => Settable(
            typeof(AppComposition).Assembly.GetTypes().Single(type => type.Name == binding.Groups["type"].Value),
            binding.Groups["section"].Value));

    private static IEnumerable<string> Settable(Type type, string path)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsPrimitive || plain.IsEnum) return [path];
        if (plain == typeof(string) || plain == typeof(TimeSpan) || plain == typeof(decimal)) return [path];
        var isList = plain.IsAssignableTo(typeof(IEnumerable)) && plain.IsGenericType;
        if (isList) return Settable(plain.GetGenericArguments()[0], $"{path}__n");
        return plain.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .SelectMany(property => Settable(property.PropertyType, $"{path}__{property.Name}"));
    }

    private static IEnumerable<string> FromCode()
    {
        var code = Sources().ToList();
        var direct = code.SelectMany(source => Literal().Matches(source)).Select(match => match.Groups[1].Value);
        var connections = code.SelectMany(source => Connection().Matches(source))
            .Select(match => Constant(typeof(Topology), match.Groups[1].Value));
        var parts = code.SelectMany(source => ConnectionPart().Matches(source))
            .Select(match => $"{Constant(typeof(Topology), match.Groups[1].Value)}__{match.Groups[2].Value}");
        return direct.Concat(connections).Concat(parts).Concat([TelemetryFeature.AzureMonitor, TelemetryFeature.Otlp]);
    }

    private static IEnumerable<string> FromTriggers() => typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule)
        .OfType<string>()
        .SelectMany(schedule => Reference().Matches(schedule).Select(match => match.Groups[1].Value));

    private static string Constant(Type type, string name) => (string)type.GetField(name)!.GetRawConstantValue()!;

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", "App"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText);

    [GeneratedRegex(@"^\| (?<keys>`[^|]*) \| (?<here>[^|]*) \| [^|]* \| [^|]* \| [^|]* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"AddOptions<(?<type>\w+)>\(\)\.BindConfiguration\(""(?<section>\w+)""\)")]
    private static partial Regex Binding();

    [GeneratedRegex(@"settings\[""(\w+)""\]")]
    private static partial Regex Literal();

    [GeneratedRegex(@"settings\[Topology\.(\w+)\]")]
    private static partial Regex Connection();

    [GeneratedRegex(@"\{Topology\.(\w+)\}:(\w+)""")]
    private static partial Regex ConnectionPart();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
