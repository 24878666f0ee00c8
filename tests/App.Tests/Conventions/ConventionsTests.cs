using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using FunctionsApp;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Hosting;

namespace App.Tests.Conventions;

public partial class ConventionsTests
{
    private static readonly string[] Features =
    [
        "Platform", "City", "Identity", "Mail", "Organisations", "Programmes", "Assignments", "Applications", "Documents", "Reviews",
        "Approvals", "Completeness", "Warnings", "Alerts", "Portal",
    ];

    /// <summary>Ends of the names of files with functions that a trigger calls.</summary>
    private static readonly string[] Triggers = ["Http", "OnFacts", "OnMessages", "OnBlob", "Timer", "Trigger", "Triggers"];

    /// <summary>For each kind of class, the kinds of its own feature that it must not know.</summary>
    private static readonly (string Layer, string[] Forbidden)[] Layers =
    [
        ("Store", [.. Triggers, "Orchestrator", "Activity"]),
        ("Aggregate", [.. Triggers, "Orchestrator"]),
        ("Index", [.. Triggers, "Orchestrator"]),
        ("Rules", [.. Triggers, "Orchestrator", "Store", "Activity"]),
        ("Activity", Triggers),
        ("Orchestrator", [.. Triggers, "Store"]),
    ];

    private static readonly string App = Path.Combine(Repository.Root, "functions", "App");

    private static readonly IReadOnlyList<(string Feature, string Name, string Text)> Sources =
        [.. Directory.EnumerateFiles(App, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(App, path), File.ReadAllText(path)))
            .Where(file => file.Item1.Contains(Path.DirectorySeparatorChar))
            .Select(file => (
                file.Item1.Split(Path.DirectorySeparatorChar)[0],
                Path.GetFileNameWithoutExtension(file.Item1),
                Comment().Replace(file.Item2, "")))];

    [Fact]
    public void Folders_AreTheFeaturesOfTheDesign() => Assert.Empty(Sources.Select(source => source.Feature).Distinct().Except(Features));

    [Fact]
    public void Features_UseOnlyEarlierOnes() => Assert.Empty(
        from source in Sources
        from Match match in Namespace().Matches(source.Text)
        let used = match.Groups[1].Value
        where Array.IndexOf(Features, used) > Array.IndexOf(Features, source.Feature)
        select $"{source.Feature}/{source.Name} uses {used}, which comes later");

    [Fact]
    public void Features_LeaveOthersStoresAlone() => Assert.Empty(
        from store in Sources.Where(source => source.Name.EndsWith("Store") && source.Feature != "Platform")
        from source in Sources.Where(source => source.Feature != store.Feature)
        where Regex.IsMatch(source.Text, $@"\b{store.Name}\b")
        select $"{source.Feature}/{source.Name} uses {store.Name} of {store.Feature}");

    [Fact]
    public void Layers_KnowOnlyThoseBelow() => Assert.Empty(
        from layer in Layers
        from source in Sources.Where(source => source.Name.EndsWith(layer.Layer))
        from other in Sources.Where(
            other => other.Feature == source.Feature && other.Name != source.Name && layer.Forbidden.Any(other.Name.EndsWith))
        where Regex.IsMatch(source.Text, $@"\b{other.Name}\b")
        select $"{source.Feature}/{source.Name} uses {other.Name}");

    /// <summary>The sweep asks the registered ones for their lines: it would take out those of one that is left out.</summary>
    /// <remarks>A private one is for reading alone.</remarks>
    [Fact]
    public void Aggregates_OfAllFeatures_AreRegistered()
    {
        var builder = new HostApplicationBuilder();
        builder.AddApp();
        var registered = builder.Services.Where(service => service.ServiceType == typeof(Aggregate))
            .Select(service => service.ImplementationInstance).ToList();

        var declared = typeof(AppComposition).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsSubclassOf(typeof(Aggregate))).ToList();

        Assert.True(declared.Count >= 5, $"Found only {declared.Count}");
        Assert.Empty(declared.Where(field => !registered.Contains(field.GetValue(null)))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
        Assert.Equal(registered.Distinct(), registered);
    }

    [Fact]
    public void AsynchronousMethods_EndWithAsync() => Assert.Empty(
        from type in typeof(AppComposition).Assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !method.Name.Contains('<') && !method.Name.Contains('.') && IsAsynchronous(method.ReturnType)
        where !method.Name.EndsWith("Async") && !IsNamedByOthers(type, method)
        select $"{type.Name}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsNamedByOthers(Type type, MethodInfo method) =>
        method.GetBaseDefinition() != method
        || (!type.IsInterface && type.GetInterfaces().Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method)))
        || typeof(Delegate).IsAssignableFrom(type);

    [GeneratedRegex(@"\bFunctionsApp\.([A-Z]\w*)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
