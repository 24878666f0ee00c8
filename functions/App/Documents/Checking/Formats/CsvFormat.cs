using System.Text;
using CsvHelper;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A table as text, of which the first row can be read. A formula stays as it is.</summary>
internal sealed class CsvFormat : TextFormat
{
    private static readonly CsvReaderOptions Rules = CsvReaderOptions.Default with
    {
        HasHeader = false, SkipEmptyLines = true, MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow, MaxRecordSize = 2 * 1024 * 1024,
    };

    public override DocumentFormat Format => DocumentFormat.Csv;

    public override string Name => "CSV";

    public override IReadOnlyList<string> Extensions { get; } = [".csv"];

    public override string MediaType => "text/csv";

    protected override async Task CheckTextAsync(Stream file, Encoding encoding, CancellationToken cancellation)
    {
        await using var csv = CsvReader.Create(file, Rules with { Encoding = encoding }, leaveOpen: true);
        try
        {
            if (!await csv.ReadAsync(cancellation)) throw new RejectedException(Rejections.Empty);
        }
        catch (CsvFormatException)
        {
            throw new RejectedException(Rejections.Damaged);
        }
    }
}
