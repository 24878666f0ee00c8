namespace FunctionsApp.Documents.Checking;

/// <summary>
/// Files attached to an OFD: XML, as the data of an invoice, and pictures. A reader hands them to the program of their kind, so that they
/// are what they are called.
/// </summary>
internal sealed class OfdAttachments
{
    /// <summary>More than any invoice has.</summary>
    private const int Max = 100;

    private static readonly string[] Kinds = ["xml", "xbrl", "png", "jpg", "jpeg", "tif", "tiff"];

    private readonly Dictionary<string, int> unplaced = [];
    private readonly List<(string Part, string Place)> places = [];
    private int count;

    /// <summary>Takes an attachment that the part has.</summary>
    /// <param name="name">As the reader may call the file that it opens.</param>
    /// <exception cref="RejectedException">embedded-object.</exception>
    public void Add(string part, string? name, string? format)
    {
        if (++count > Max || name.AsSpan().ContainsAny('/', '\\') || !IsKind(format) || !IsKind(Path.GetExtension(name)?.TrimStart('.')))
        {
            throw Refused();
        }

        unplaced[part] = unplaced.GetValueOrDefault(part) + 1;
    }

    /// <summary>Takes a place that the part has: of an attachment where it has one.</summary>
    public void Place(string part, string place)
    {
        if (!unplaced.TryGetValue(part, out var waiting)) return;
        if (!IsKind(Path.GetExtension(place.Trim()).TrimStart('.')) || places.Count == Max) throw Refused();
        unplaced[part] = waiting - 1;
        places.Add((part, place));
    }

    /// <summary>Passes where each attachment has a place in the package, and by its content is XML or a picture.</summary>
    /// <exception cref="RejectedException">embedded-object.</exception>
    public async Task RequireAsync(ZipContent content, CancellationToken cancellation)
    {
        if (unplaced.Values.Any(waiting => waiting > 0)) throw Refused();
        foreach (var (part, place) in places)
        {
            var folder = OfdPlace.FolderOf(part);
            // Writers count from the list of attachments, from its document or from the package: whatever a reader finds is looked at.
            string[] names =
                [OfdPlace.Resolve(folder, place), OfdPlace.Resolve(OfdPlace.FolderOf(folder), place), OfdPlace.Resolve("", place)];
            var found = 0;
            for (var index = 0; index < content.Entries.Count; index++)
            {
                if (!names.Contains(content.Entries[index].Name, StringComparer.OrdinalIgnoreCase)) continue;
                await using var file = await content.OpenAsync(index, cancellation);
                if (!PdfAttachment.IsTaken(await PdfAttachment.StartAsync(file, cancellation))) throw Refused();
                found++;
            }

            if (found == 0) throw Refused();
        }
    }

    private static bool IsKind(string? extension) =>
        string.IsNullOrEmpty(extension) || Kinds.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static RejectedException Refused() => new(Rejections.EmbeddedObject);
}
