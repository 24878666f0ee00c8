namespace FunctionsApp.Documents.Checking;

/// <summary>What an Office file must not bring along: macros, embedded files and controls, content from elsewhere.</summary>
/// <remarks>
/// By content type, relationship and name, since any one of them makes Office find it. The workbook behind a chart may stay: Word writes
/// one for each chart, and opens it only when the chart's data are edited.
/// </remarks>
internal static class OfficeRules
{
    private static readonly string[] MacroTypes = ["macroEnabled", "vbaProject", "vbaData", "macrosheet"];
    private static readonly string[] MacroRelationships = ["vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet"];
    private static readonly string[] MacroNames = ["vbaProject.bin", "vbaData.xml"];
    private static readonly string[] ObjectTypes = ["oleObject", "activeX"];
    private static readonly string[] ObjectRelationships = ["oleObject", "control", "activeXControlBinary", "aFChunk", "package"];
    private static readonly string[] ElsewhereRelationships =
        ["attachedTemplate", "externalLink", "externalLinkPath", "frame", "subDocument"];

    /// <summary>The second one of the kinds that Office has had since 2016, as waterfalls.</summary>
    private static readonly string[] ChartTypes = ["drawingml.chart", "ms-office.chartex"];

    /// <summary>Every program has its own, and takes that.</summary>
    private static readonly string[] Normal = ["Normal.dot", "Normal.dotm", "Normal.dotx", "Normal.wpt"];

    /// <exception cref="RejectedException">macros, embedded-object.</exception>
    public static void CheckPart(string name, string type)
    {
        if (Has(MacroTypes, type) || MacroNames.Contains(name[(name.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase))
        {
            throw new RejectedException(Rejections.Macros);
        }

        if (Has(ObjectTypes, type)) throw new RejectedException(Rejections.EmbeddedObject);
    }

    /// <exception cref="RejectedException">macros, embedded-object, external-content.</exception>
    public static void CheckRelationship(Relationship relationship, ContentTypes types)
    {
        var (source, kind, target, external) = relationship;
        if (Is(MacroRelationships, kind)) throw new RejectedException(Rejections.Macros);
        if (external && kind == "attachedTemplate" && IsOnOwnDisk(target)) return;
        // Followed only when the reader clicks on it.
        if (external && kind != "hyperlink") throw new RejectedException(Rejections.ExternalContent);
        if (Is(ElsewhereRelationships, kind)) throw new RejectedException(Rejections.ExternalContent);
        var behindChart = kind == "package" && Has(ChartTypes, types.Of(source))
            && types.Of(target) == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        if (Is(ObjectRelationships, kind) && !behindChart) throw new RejectedException(Rejections.EmbeddedObject);
    }

    /// <summary>
    /// Word and WPS name the template that a document began with, by its place on the writer's disk. A reader looks on its own disk, where
    /// the writer can put nothing; a network's place, which could hold macros, is none of these.
    /// </summary>
    private static bool IsOnOwnDisk(string target)
    {
        var place = Uri.UnescapeDataString(target).Replace('\\', '/');
        if (place.StartsWith("file:///", StringComparison.OrdinalIgnoreCase)) place = place["file:///".Length..];
        return place is [var drive, ':', '/', not '/', ..] ? char.IsAsciiLetter(drive)
            : Normal.Contains(place, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Has(string[] words, string type) => words.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string[] kinds, string kind) => kinds.Contains(kind, StringComparer.OrdinalIgnoreCase);
}
