using System.Xml;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A document of Word: its main part has a body, and no field starts a program or takes something from elsewhere.</summary>
internal sealed class DocxFormat : OfficeFormat
{
    public override DocumentFormat Format => DocumentFormat.Docx;

    public override string Name => "Word (.docx)";

    public override IReadOnlyList<string> Extensions { get; } = [".docx"];

    public override string MediaType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    protected override (string Root, string Body) Content => ("document", "body");

    protected override (Action<XmlReader>? OnElement, Action<string>? OnText) Watch()
    {
        var fields = new WordFields();
        return (fields.Take, fields.Take);
    }
}
