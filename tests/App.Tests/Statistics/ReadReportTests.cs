using System.Globalization;
using System.Text;
using App.Tests.People.Sheets;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Reports;

namespace App.Tests.Statistics;

/// <summary>Files of reporters: good ones, and each way in which one is refused.</summary>
public sealed class ReadReportTests
{
    private const string Own = "91440300MA5EXA1291";
    private const string Headings = "统一社会信用代码,统计期,指标,领域,区,计量单位,数值,说明";
    private const string Good = $"{Own},2026-02,营业收入,信息技术,南山区,万元,120.50,";

    private static readonly ReportScope Scope = new(CreditCode.Parse(Own), Period.Find("2026-02")!.Value, new DateOnly(2026, 3, 1));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public void Report_InEitherEncoding_IsTaken(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.UTF8;

        Assert.Equal(120.5m, Read(encoding.GetBytes($"{Headings}\r\n{Good}")).Lines.Single().Figures.Single().Value);
    }

    [Theory]
    [InlineData("91440300MA5EXB340R,2026-02,营业收入,it,440305,万元,1,", "organisation", "is not the credit code of the reporter")]
    [InlineData($"{Own},2026-03,营业收入,it,440305,万元,1,", "period", "must be 2026-02")]
    [InlineData($"{Own},2026-02,profit,it,440305,万元,1,", "indicator", "is no known code or name")]
    [InlineData($"{Own},2026-02,revenue,coal,440305,万元,1,", "sector", "is no known code or name")]
    [InlineData($"{Own},2026-02,revenue,it,440399,万元,1,", "district", "is no known code or name")]
    [InlineData($"{Own},2026-02,revenue,it,440305,元,1,", "unit", "must be CNY 10,000")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,much,", "value", "must be a number")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,0.001,", "value", "has more than 2 decimals")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1000000001,", "value", "must not exceed 1000000000")]
    [InlineData($"{Own},2026-02,staff,it,440305,人,-1,", "value", "must not be negative")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,=1+1,", "value", "must not be a formula")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1,=cmd|'/C calc'!A0", "explanation", "must not be a formula")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,.,", "value", "must be a number")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1.2.3,", "value", "must be a number")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1 2,", "value", "must be a number")]
    [InlineData($"{Own},2026-02,staff,it,440305,人,1.5,", "value", "has more than 0 decimals")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1", null, "has 7 columns; 8 are required")]
    [InlineData($"{Own},2026-02,revenue,it,440305,万元,1,,", null, "has 9 columns; 8 are required")]
    [InlineData(Good, null, "repeats an earlier row")]
    public void Report_WithABadRow_IsRefusedCompletelyWithItsPlace(string row, string? column, string reason)
    {
        var reading = Read(Encoding.UTF8.GetBytes($"{Headings}\r\n{Good}\r\n{row}"));

        Assert.Empty(reading.Lines);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((3, column, reason), (fault.Row, fault.Column, fault.Reason.English));
    }

    [Theory]
    [InlineData("120.50")]
    [InlineData("007")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("+7")]
    [InlineData("1.500")]
    [InlineData("999999999")]
    [InlineData("1000000000.00")]
    public void Report_WithAFigureOfAnyForm_HasItsNumber(string text)
    {
        var reading = Read(Encoding.UTF8.GetBytes($"{Headings}\r\n{Own},2026-02,revenue,it,440305,万元, {text} ,新订单"));

        var (value, expected) = (reading.Lines.Single().Figures.Single().Value, decimal.Parse(text, CultureInfo.InvariantCulture));
        Assert.Equal($"{expected}", $"{value}");
    }

    /// <summary>In any order of rows, names or codes: lines are in the order of sectors, districts and indicators.</summary>
    [Fact]
    public void Report_OfRowsInAnyOrder_HasItsLinesInOrder()
    {
        var rows = (string[])
        [
            $"{Own},2026-02,staff,it,440305,人,3,", $"{Own},2026-02,revenue,it,南山区,万元,2,",
            $"{Own},2026-02,revenue,Biotechnology,440304,万元,4,",
            $" 91440300-ma5exa1291 ,2026-02,revenue,it,440304,\"万元\",1,",
        ];

        var lines = ReadReport.Run(File($"{Headings}\r\n{string.Join("\r\n", rows)}"), Scope, 10, []).Lines;

        Assert.Equal(
            ["it 440304 revenue 1", "it 440305 revenue 2", "it 440305 staff 3", "biotech 440304 revenue 4"],
            lines.SelectMany(line => line.Figures.Select(figure => $"{line.Sector} {line.District} {figure.Indicator} {figure.Value}")));
    }

    [Theory]
    [InlineData("<c r=\"G2\"><v>1</v></c>", 0, null)]
    [InlineData("<c r=\"G2\"><f>cmd</f><v>1</v></c>", 1, "must not be a formula")]
    [InlineData("<c r=\"G2\"><v>1</v></c><c r=\"XFD2\"><v>1</v></c>", 1, "has 16384 columns; 8 are required")]
    [InlineData("<c r=\"G2\"><v>1</v></c><c r=\"XFE2\"><v>1</v></c>", 1, "The file is damaged and cannot be read")]
    public void Workbook_AsAReport_IsReadLikeCsv(string value, int faults, string? reason)
    {
        var reading = ReadReport.Run(new MemoryStream(Book(value)), Scope, 10, []);

        Assert.Equal((faults, faults > 0), (reading.FaultCount, reading.Lines.Count == 0));
        Assert.Equal(reason, reading.Faults.SingleOrDefault()?.Reason.English);
    }

    [Fact]
    public void Workbook_WithABombInside_IsRefused()
    {
        var bomb = Book("<c r=\"G2\"><v>1</v></c>", more: new string(' ', (int)XlsxRows.MaxUnpacked + 1));

        Assert.Equal(
            new LocalizedText("文件解压后过大", "The file unpacks to too much"),
            Assert.Single(ReadReport.Run(new MemoryStream(bomb), Scope, 10, []).Faults).Reason);
    }

    [Fact]
    public void Report_InTwoEncodings_IsRefused()
    {
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        byte[] file = [.. Encoding.UTF8.GetBytes($"{Headings}\r\n"), .. chinese.GetBytes(Good)];

        Assert.Equal(
            new LocalizedText("文件混用了两种编码；请统一另存为 UTF-8", "The file mixes two encodings; save all of it as UTF-8"),
            Assert.Single(Read(file).Faults).Reason);
    }

    /// <summary>650 megabytes, made while they are read.</summary>
    [Fact]
    public void Report_OfTenMillionRows_IsRefusedAtItsFirstHundredthInLittleMemory()
    {
        using var file = new RepeatedRows($"{Headings}\r\n", $"{Good}\r\n", 10_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ReadReport.Run(file, Scope, CheckReport.MostRows, []);

        Assert.Empty(reading.Lines);
        Assert.Equal(
            new LocalizedText("最多 100000 行；请分成几个文件", "At most 100000 rows; split the file into several"),
            Assert.Single(reading.Faults).Reason);
        Assert.InRange(file.BytesRead, 1, file.Length / 50);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    /// <summary>Blank rows and line ends inside of texts are no rows.</summary>
    [Fact]
    public void Report_OfManyBlankLines_IsNotOfManyRows()
    {
        var blank = string.Concat(Enumerable.Repeat(" ,,\r\n", 100));
        var reading = Read(Encoding.UTF8.GetBytes($"{Headings}\r\n{blank}{Good}\"{string.Concat(Enumerable.Repeat("增\r\n", 100))}\""));

        Assert.Equal(0, reading.FaultCount);
        Assert.Equal(120.5m, reading.Lines.Single().Figures.Single().Value);
    }

    [Fact]
    public void Report_WithoutAColumn_IsRefused() => Assert.Equal(
        ["unit"], Read(Encoding.UTF8.GetBytes(Headings.Replace(",计量单位", "") + "\r\n" + Good)).Faults.Select(fault => fault.Column));

    [Theory]
    [InlineData(28, 1)]
    [InlineData(1, 0)]
    public void Report_BeforeItsPeriodIsOver_IsRefused(int day, int faults) => Assert.Equal(faults, ReadReport.Run(
        File($"{Headings}\r\n{Good}"), Scope with { Today = new DateOnly(2026, day == 28 ? 2 : 3, day) }, 10, Last(100)).FaultCount);

    [Theory]
    [InlineData("200", "", 0)]
    [InlineData("200.01", "", 1)]
    [InlineData("200.01", "并购", 0)]
    public void Report_WithAJump_NeedsAnExplanation(string value, string explanation, int faults)
    {
        var reading = ReadReport.Run(
            File($"{Headings}\r\n{Own},2026-02,revenue,it,440305,万元,{value},{explanation}"), Scope, 10, Last(100));

        Assert.Equal(faults, reading.Faults.Count(fault => fault.IsSoft));
    }

    [Fact]
    public void Report_WithAHundredThousandBadRows_ListsTheFirstAndCountsAll()
    {
        var file = new StringBuilder(Headings).Append("\r\n");
        for (var row = 0; row <= 100_000; row++) file.Append(Good).Append("\r\n");

        var reading = ReadReport.Run(File(file.ToString()), Scope, 200_000, Last(100));

        Assert.Equal((ReadReport.ListedFaults, 100_000), (reading.Faults.Count, reading.FaultCount));
    }

    private static IReadOnlyList<ReportLine> Last(decimal revenue) => [new("it", "440305", [new Figure("revenue", revenue)])];

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    private static ReadingOfReport Read(byte[] file) => ReadReport.Run(new MemoryStream(file), Scope, 10, Last(100));

    /// <summary>A row of headings and one of figures, whose value is the XML of its cell.</summary>
    private static byte[] Book(string value, string more = "")
    {
        var (headings, good) = (Headings.Split(','), Good.Split(','));
        var figures = string.Concat(Enumerable.Range(0, 6).Select(place => Cell(place, 2, good[place])));
        var names = string.Concat(headings.Index().Select(each => Cell(each.Index, 1, each.Item)));
        return SheetSample.Workbook($"<row r=\"1\">{names}</row><row r=\"2\">{figures}{value}</row>", more: more);

        static string Cell(int place, int row, string text) =>
            $"<c r=\"{(char)('A' + place)}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
    }

    /// <summary>A text of a heading and equal rows, no part of which is kept.</summary>
    private sealed class RepeatedRows(string heading, string row, int count) : Stream
    {
        private readonly byte[] heading = Encoding.UTF8.GetBytes(heading);
        private readonly byte[] row = Encoding.UTF8.GetBytes(row);

        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => heading.Length + ((long)row.Length * count);

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = 0;
            while (read < buffer.Length && Position < Length)
            {
                var left = Position < heading.Length ? heading.AsSpan((int)Position)
                    : row.AsSpan((int)((Position - heading.Length) % row.Length));
                left = left[..Math.Min(left.Length, buffer.Length - read)];
                left.CopyTo(buffer[read..]);
                read += left.Length;
                Position += left.Length;
            }

            BytesRead += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
