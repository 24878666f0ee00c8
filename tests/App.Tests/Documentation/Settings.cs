using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FunctionsApp;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Documentation;

/// <summary>A setting by its environment variable.</summary>
/// <param name="Features">Folders that read it.</param>
public sealed record Setting(string Key, IReadOnlyList<string> Features, string Default, string Range, string Meaning);

/// <summary>Every setting that App reads: by its options classes, by name in the code, and by its triggers.</summary>
public static partial class Settings
{
    /// <summary>Settings that only the SDKs and the Functions host read.</summary>
    private static readonly string[] ReadByOthers =
        ["AZURE_CLIENT_ID", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"];

    private static readonly IReadOnlyList<(string Feature, string Text)> Sources =
    [
        .. Pages.Features.SelectMany(feature => Directory
            .EnumerateFiles(Path.Combine(Pages.App, feature), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => (feature, File.ReadAllText(file)))),
    ];

    /// <summary>Those that no options class has; their meaning is written in SETTINGS.reasons.json.</summary>
    public static IReadOnlyList<Setting> Named { get; } = [.. FindNamed()];

    /// <summary>Those of options classes, in the order of their members.</summary>
    public static IReadOnlyList<Setting> Bound { get; } = [.. FindBound()];

    public static IReadOnlyList<Setting> All => [.. Named, .. Bound];

    private static IEnumerable<Setting> FindBound() =>
        from source in Sources
        from Match binding in Binding().Matches(source.Text)
        let type = typeof(AppComposition).Assembly.GetTypes().Single(type => type.Name == binding.Groups["type"].Value)
        from setting in Members(type, Activator.CreateInstance(type), binding.Groups["section"].Value, source.Feature)
        select setting;

    private static IEnumerable<Setting> Members(Type type, object? instance, string path, string feature) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        from setting in Member(property, instance is null ? null : property.GetValue(instance), $"{path}__{property.Name}", feature)
        select setting;

    private static IEnumerable<Setting> Member(PropertyInfo property, object? value, string path, string feature)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var item = type.GetGenericArguments()[0];
            return IsPlain(item) ? [Of(property, item, null, $"{path}__n", feature)] : Members(item, null, $"{path}__n", feature);
        }

        return IsPlain(type) ? [Of(property, type, value, path, feature)] : Members(type, value, path, feature);
    }

    private static Setting Of(PropertyInfo property, Type type, object? value, string path, string feature)
    {
        var needed = property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(RequiredMemberAttribute));
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        var standard = !string.IsNullOrEmpty(text) ? $"`{text}`" : needed ? "required" : "–";
        var range = property.GetCustomAttribute<RangeAttribute>() is { } limits ? $"{limits.Minimum}–{limits.Maximum}"
            : type.IsEnum ? string.Join(", ", Enum.GetNames(type))
            : "";
        return new Setting(path, [feature], standard, range, DocStrings.Summary(property));
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan) || type == typeof(decimal);

    private static IEnumerable<Setting> FindNamed() => Read()
        .Concat(ReadByOthers.Select(key => (Key: key, Feature: "Platform")))
        .GroupBy(use => use.Key, use => use.Feature)
        .OrderBy(uses => Reasons.Current.Settings.Keys.ToList().IndexOf(uses.Key))
        .Select(uses => (uses, reason: Reasons.Current.Settings.GetValueOrDefault(uses.Key) ?? new Reason("", "")))
        .Select(named => new Setting(named.uses.Key, [.. named.uses.Distinct()], named.reason.Default, "", named.reason.Why));

    private static IEnumerable<(string Key, string Feature)> Read()
    {
        foreach (var (feature, text) in Sources)
        {
            foreach (Match literal in Literal().Matches(text)) yield return (literal.Groups[1].Value, feature);
            foreach (Match connection in Connection().Matches(text)) yield return (Constant(connection.Groups[1].Value), feature);
            foreach (Match part in ConnectionPart().Matches(text))
            {
                yield return ($"{Constant(part.Groups[1].Value)}__{part.Groups[2].Value}", feature);
            }
        }

        yield return (TelemetryFeature.AzureMonitor, "Platform");
        yield return (TelemetryFeature.Otlp, "Platform");
        var methods = typeof(AppComposition).Assembly.GetTypes().SelectMany(type => type.GetMethods());
        foreach (var timer in methods.SelectMany(method => method.GetParameters()))
        {
            if (timer.GetCustomAttribute<TimerTriggerAttribute>() is not { } trigger) continue;
            var feature = timer.Member.DeclaringType!.Namespace!.Split('.')[1];
            foreach (Match schedule in Reference().Matches(trigger.Schedule)) yield return (schedule.Groups[1].Value, feature);
        }
    }

    private static string Constant(string name) => (string)typeof(Topology).GetField(name)!.GetRawConstantValue()!;

    [GeneratedRegex(@"AddOptions<(?<type>\w+)>\(\)\s*\.BindConfiguration\(""(?<section>\w+)""\)")]
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
