using System.Text;
using FunctionsApp.City;
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
}
