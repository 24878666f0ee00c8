using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>What a variant would deploy. Its resources can be changed, so that a check can be shown to see the change.</summary>
public sealed record Deployment(Variant Variant, JsonObject Document)
{
    public IEnumerable<JsonObject> Resources => Document["predictedResources"]!.AsArray().Select(resource => resource!.AsObject());

    public IEnumerable<JsonObject> Of(string type) => Resources.Where(resource => Type(resource).Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The app's settings.</summary>
    public JsonObject Settings => Of("Microsoft.Web/sites/config").Single(config => Name(config).EndsWith("/appsettings", StringComparison.Ordinal))["properties"]!.AsObject();

    public static string Type(JsonObject resource) => resource["type"]!.GetValue<string>();

    public static string Name(JsonObject resource) => resource["name"]!.GetValue<string>();

    public static string Id(JsonObject resource) => resource["id"]!.GetValue<string>();

    /// <summary>The same without its first resource that fits.</summary>
    public Deployment Without(Func<JsonObject, bool> fits) => Changed(copy =>
    {
        var resources = copy["predictedResources"]!.AsArray();
        resources.Remove(resources.First(resource => fits(resource!.AsObject())));
    });

    /// <summary>The same with something changed in its first resource of a type.</summary>
    public Deployment With(string type, Action<JsonObject> change) => Changed(copy => change(new Deployment(Variant, copy).Of(type).First()));

    public Deployment Changed(Action<JsonObject> change)
    {
        var copy = Document.DeepClone().AsObject();
        change(copy);
        return this with { Document = copy };
    }

    public override string ToString() => Variant.Name;
}
