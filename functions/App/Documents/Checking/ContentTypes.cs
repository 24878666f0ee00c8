namespace FunctionsApp.Documents.Checking;

/// <summary>The content types of a package's parts: of a part by its name, of the others by extension.</summary>
/// <remarks>Source: ECMA-376 part 2 (OPC), 7.2.3. Names and extensions are the same in any case.</remarks>
internal sealed class ContentTypes
{
    public const string Part = "[Content_Types].xml";

    private const string Namespace = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byExtension = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RejectedException">One part has two types.</exception>
    public static async Task<ContentTypes> ReadAsync(Stream part)
    {
        var types = new ContentTypes();
        await PartXml.ReadAsync(part, reader =>
        {
            if (reader.NamespaceURI != Namespace || reader.GetAttribute("ContentType") is not { } type) return;
            var added = reader.LocalName switch
            {
                "Override" => types.byName.TryAdd(reader.GetAttribute("PartName")?.TrimStart('/') ?? "", type),
                "Default" => types.byExtension.TryAdd(reader.GetAttribute("Extension") ?? "", type),
                _ => true,
            };
            if (!added) throw new RejectedException(Rejections.Inconsistent);
        });
        return types;
    }

    /// <summary>Empty when the package gives the part none.</summary>
    public string Of(string part) =>
        byName.GetValueOrDefault(part) ?? byExtension.GetValueOrDefault(Path.GetExtension(part).TrimStart('.')) ?? "";
}
