using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A document of Word: its main part has a body.</summary>
internal sealed class DocxFormat : OfficeFormat
{
    public override DocumentFormat Format => DocumentFormat.Docx;

    public override string Name => "Word (.docx)";

    public override IReadOnlyList<string> Extensions { get; } = [".docx"];

    public override string MediaType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    protected override (string Root, string Body) Content => ("document", "body");
}
