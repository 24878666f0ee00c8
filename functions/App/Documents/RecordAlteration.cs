using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents;

/// <summary>What was found of an accepted document's blob.</summary>
public enum Alteration
{
    /// <summary>It has another content than the accepted one.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Missing,
}

/// <summary>A read, or a late check, found that storage no longer has the document that was accepted.</summary>
[ShownAs(Right.DocumentNames)]
public sealed record DocumentAltered(string Type, int Version, Alteration Kind) : Fact;

/// <summary>A read, or a late check, found that storage no longer has the accepted file that those who review attached.</summary>
[ShownAs(Right.VotesOfOpenStages)]
public sealed record AttachmentAltered(string Type, int Version, Alteration Kind) : ConfidentialFact;

/// <summary>Once for each version and kind: whoever reads it again finds the same.</summary>
public static class RecordAlteration
{
    public const string Actor = "Documents_Read";

    /// <param name="actor">The function that found it.</param>
    public static Change<ApplicationDocuments> Decide(
        ApplicationDocuments state, string type, int version, Alteration kind, string actor = Actor)
    {
        // One that was removed meanwhile is rightly gone.
        if (state.Upload(type, version) is not { State: CheckState.Accepted, IsErased: false } upload
            || upload.Alterations?.Contains(kind) == true)
        {
            return Change.None(state);
        }

        Fact fact = upload.IsAttachment ? new AttachmentAltered(type, version, kind) : new DocumentAltered(type, version, kind);
        return Change.To(state.With(upload with { Alterations = [.. upload.Alterations ?? [], kind] }), actor, fact);
    }
}
