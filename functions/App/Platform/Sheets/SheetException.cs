namespace FunctionsApp.Platform.Sheets;

/// <summary>Stops the reading of a sheet that is none, or is too much.</summary>
/// <param name="row">As a spreadsheet counts, from 1; null for the file as such.</param>
internal sealed class SheetException(LocalizedText reason, int? row = null) : Exception(reason.English)
{
    public SheetException(string chinese, string english)
        : this(new LocalizedText(chinese, english))
    {
    }

    public LocalizedText Reason => reason;

    public int? Row => row;
}
