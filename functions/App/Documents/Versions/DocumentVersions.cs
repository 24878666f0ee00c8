using FunctionsApp.Applications;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Versions;

/// <summary>What the page of a document's versions shows.</summary>
/// <param name="Name">Of the document, as the programme calls it.</param>
/// <param name="Uploads">Newest first.</param>
/// <param name="Accepted">Versions that can be compared, oldest first.</param>
public sealed record DocumentVersions(
    Application Application, string Type, LocalizedText Name, IReadOnlyList<DocumentRecord> Uploads, IReadOnlyList<SlotState> Accepted)
{
    /// <summary>Null where there are no two to compare.</summary>
    public VersionPair? Compared { get; init; }

    public static string PathOf(string application, string type) => $"/documents/{application}/{Uri.EscapeDataString(type)}";
}

/// <summary>Two versions of a document, side by side.</summary>
/// <param name="Unread">Why a text could not be read; null where both were.</param>
/// <param name="Comparison">Null where a text could not be read.</param>
public sealed record VersionPair(int From, int To, TextState? Unread, Comparison? Comparison)
{
    /// <summary>Only the beginning of a text was read or compared.</summary>
    public bool IsCut { get; init; }
}
