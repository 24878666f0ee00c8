using System.Xml;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A presentation of PowerPoint: its main part has at least one slide, and no action starts a program.</summary>
internal sealed class PptxFormat : OfficeFormat
{
    /// <summary>Also where the reader only points at something. Source: MS-OE376, 2.1.1181.</summary>
    private static readonly string[] Actions = ["ppaction://program", "ppaction://macro", "ppaction://ole"];

    public override DocumentFormat Format => DocumentFormat.Pptx;

    public override string Name => "PowerPoint (.pptx)";

    public override IReadOnlyList<string> Extensions { get; } = [".pptx"];

    public override string MediaType => "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    protected override (string Root, string Body) Content => ("presentation", "sldId");

    protected override (Action<XmlReader>? OnElement, Action<string>? OnText) Watch() => (CheckElement, null);

    private static void CheckElement(XmlReader element)
    {
        if (element.GetAttribute("action") is not { } action) return;
        if (Actions.Any(each => action.TrimStart().StartsWith(each, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RejectedException(Rejections.RunsProgram);
        }
    }
}
