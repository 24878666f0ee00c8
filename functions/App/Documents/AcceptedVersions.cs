using FunctionsApp.Applications;

namespace FunctionsApp.Documents;

/// <summary>The accepted versions of a document, which are all kept.</summary>
public static class AcceptedVersions
{
    /// <summary>Of a slot, oldest first: what was accepted before, then what is in it now, with its ETag.</summary>
    public static IEnumerable<SlotState> Of(SlotState slot, IEnumerable<DocumentRecord> uploads)
    {
        var now = slot is { State: DocumentState.Accepted, Blob: not null, Sha256: not null } ? slot : null;
        var earlier = uploads.Where(upload => !upload.IsErased
                && upload is { State: CheckState.Accepted, IsAttachment: false, Sha256: not null }
                && upload.Type == slot.Type && upload.Version != now?.Version)
            .OrderBy(upload => upload.Version)
            .Select(upload => new SlotState(
                upload.Type, slot.Required, DocumentState.Accepted, upload.Version, upload.FileName, upload.Bytes, upload.Sha256,
                Blob: upload.Blob)
            {
                Scan = upload.Scan,
            });
        return now is null ? earlier : earlier.Append(now);
    }
}
