using System.Text.Json.Nodes;
using App.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Infra.Tests.Templates))]

namespace Infra.Tests;

/// <summary>The templates, compiled and evaluated once for all tests by one Bicep CLI.</summary>
public sealed class Templates : IDisposable
{
    private static readonly string[] Roots = ["main.bicep", "blob-events.bicep", "callback-key.bicep"];

    private readonly Lazy<BicepCli> bicep = new(() => new BicepCli());
    private readonly Lazy<(IReadOnlyDictionary<string, JsonObject> Compiled, IReadOnlyList<Deployment> Deployments, JsonObject BlobEvents)> all;

    public Templates() => all = new(() =>
    {
        using var copy = new TemplateFolder();
        var compiled = Roots.ToDictionary(root => root, root => bicep.Value.Compile(copy.PathOf(root)));
        var events = copy.Write("events.bicepparam", "using 'blob-events.bicep'\nparam topicName = 'evgst-x'\nparam storageName = 'stx'\nparam endpoint = 'https://example'\n");
        return (compiled, [.. Variant.All.Select(variant => Evaluate(copy, variant))], bicep.Value.Evaluate(events, "rg-proof"));
    });

    /// <summary>ARM templates by the name of their Bicep file.</summary>
    public IReadOnlyDictionary<string, JsonObject> Compiled => all.Value.Compiled;

    public IReadOnlyList<Deployment> Deployments => all.Value.Deployments;

    /// <summary>The subscription to blobs, as the hook deploys it.</summary>
    public JsonObject BlobEvents => all.Value.BlobEvents;

    public Deployment Deployment(string variant) => Deployments.Single(deployment => deployment.Variant.Name == variant);

    /// <summary>What a variant would be with one file changed.</summary>
    /// <param name="file">Below infra.</param>
    /// <exception cref="InvalidOperationException">The templates refuse it, in the CLI's words.</exception>
    public Deployment Mutated(string variant, string file, Func<string, string> change)
    {
        using var copy = new TemplateFolder();
        copy.Change(file, change);
        return Evaluate(copy, Variant.All.Single(candidate => candidate.Name == variant));
    }

    public void Dispose()
    {
        if (bicep.IsValueCreated) bicep.Value.Dispose();
    }

    private Deployment Evaluate(TemplateFolder copy, Variant variant) =>
        new(variant, bicep.Value.Evaluate(copy.Write($"{variant.Name}.bicepparam", variant.Parameters(File.ReadAllText(copy.PathOf("main.bicepparam"))))));
}
