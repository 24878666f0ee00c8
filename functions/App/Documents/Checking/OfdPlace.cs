namespace FunctionsApp.Documents.Checking;

/// <summary>A place in the package of an OFD.</summary>
internal static class OfdPlace
{
    /// <summary>Elements whose text, or attribute, is a place in the package.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "DocRoot", "PublicRes", "DocumentRes", "PageRes", "MediaFile", "FontFile", "FileLoc", "Signatures", "BaseLoc",
        "SignedValue", "ImgSrc",
    ];

    /// <exception cref="RejectedException">external-content.</exception>
    public static void RequireInside(string? place)
    {
        if (place is null) return;
        var trimmed = place.Trim().Replace('\\', '/');
        if (!trimmed.StartsWith("//", StringComparison.Ordinal) && !trimmed.Contains(':')) return;
        throw new RejectedException(Rejections.ExternalContent);
    }

    /// <summary>The name of the part that a place leads to.</summary>
    /// <param name="folder">From where it is counted, unless it begins with a slash; empty for the package.</param>
    public static string Resolve(string folder, string place)
    {
        var path = place.Trim().Replace('\\', '/');
        var segments = new List<string>();
        foreach (var segment in (path.StartsWith('/') ? path : $"{folder}/{path}").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("." or "..")) segments.Add(segment);
        }

        return string.Join('/', segments);
    }

    /// <summary>Empty where it is the package itself.</summary>
    public static string FolderOf(string part) => part[..Math.Max(0, part.LastIndexOf('/'))];
}
