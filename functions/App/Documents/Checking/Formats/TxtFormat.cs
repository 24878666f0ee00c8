using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>Plain text.</summary>
internal sealed class TxtFormat : TextFormat
{
    public override DocumentFormat Format => DocumentFormat.Txt;

    public override string Name => "TXT";

    public override IReadOnlyList<string> Extensions { get; } = [".txt"];

    public override string MediaType => "text/plain";
}
