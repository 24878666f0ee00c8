using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Viewing;

/// <summary>What the page of a document shows.</summary>
/// <param name="Name">Of the document, as the programme calls it.</param>
/// <param name="Back">Path of the page that led here.</param>
public sealed record ViewerShown(Application Application, SlotState Slot, LocalizedText Name, string Back)
{
    /// <summary>On each printed page: who, when, for what.</summary>
    public required LocalizedText Mark { get; init; }

    /// <summary>Saves it.</summary>
    public string Download => $"/api/applications/{Application.Id}/documents/{Uri.EscapeDataString(Slot.Type)}";

    /// <summary>Shows it; null where no browser can.</summary>
    public string? Inline => Format is null ? null : $"{Download}/inline";

    public bool IsPicture => Format?.Display == Display.Picture;

    private FileFormat? Format => InlineFormat.Of(Slot);
}
