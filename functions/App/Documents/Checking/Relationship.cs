namespace FunctionsApp.Documents.Checking;

/// <summary>A relationship of a package: from a part, or from the package itself, to a part or to something elsewhere.</summary>
/// <param name="Source">Name of the part that it belongs to; empty for the package.</param>
/// <param name="Kind">The last segment of its type: the transitional and the strict form of Office share it.</param>
/// <param name="Target">Name of the part it leads to; as written when it is external.</param>
/// <remarks>Source: ECMA-376 part 2 (OPC), 6.5.</remarks>
internal sealed record Relationship(string Source, string Kind, string Target, bool IsExternal)
{
    private const string Namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Folder = "_rels/";
    private const string Extension = ".rels";

    /// <summary>More than Word itself writes for a book.</summary>
    private const int Max = 100_000;

    /// <summary>The part whose relationships the named part holds; null when it holds none.</summary>
    public static string? SourceOf(string part)
    {
        var folder = part.LastIndexOf('/') + 1;
        if (!part.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            || !part[..folder].EndsWith(Folder, StringComparison.OrdinalIgnoreCase)) return null;
        return part[..(folder - Folder.Length)] + part[folder..^Extension.Length];
    }

    public static async Task ReadAsync(string source, Stream part, List<Relationship> found) => await PartXml.ReadAsync(part, reader =>
    {
        if (reader.LocalName != nameof(Relationship) || reader.NamespaceURI != Namespace) return;
        var (type, target) = (reader.GetAttribute("Type") ?? "", reader.GetAttribute("Target") ?? "");
        var external = reader.GetAttribute("TargetMode") is { } mode && mode != "Internal";
        if (found.Count == Max) throw new RejectedException(Rejections.UnpacksTooLarge);
        found.Add(new Relationship(source, type[(type.LastIndexOf('/') + 1)..], external ? target : Resolve(source, target), external));
    });

    private static string Resolve(string source, string target)
    {
        var path = Uri.UnescapeDataString(target.Split('#')[0]).Replace('\\', '/');
        var from = path.StartsWith('/') ? "" : source[..(source.LastIndexOf('/') + 1)];
        var segments = new List<string>();
        foreach (var segment in (from + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("." or "..")) segments.Add(segment);
        }

        return string.Join('/', segments);
    }
}
