using System.Text;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Reports;
using Microsoft.DurableTask;
using Moq;

namespace App.Tests.Statistics;

/// <summary>What becomes of a file: received, then accepted, questioned or refused, and what its sender gets back.</summary>
public sealed class CheckReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly ReportLine Line = new("it", "440305", [new Figure("revenue", 500)]);
    private static readonly IReadOnlyList<ReportLine> Before = [new("it", "440305", [new Figure("revenue", 100)])];
    private static readonly ReportFault Fault = new(3, "value", new LocalizedText("应为数字", "must be a number"));

    private static readonly ReportCommand Command =
        new(CreditCode.Parse("91440300MA5EXA1291"), "中心", Period.Find("2026-02")!.Value, "lin");

    [Fact]
    public void Decide_InOrder_IsAcceptedOnce()
    {
        var change = CheckReport.Decide(Received(), 1, new([Line], [], 0));

        Assert.Equal((1, ReportStatus.Accepted), (change.Next.Report.Accepted, change.Next.Latest.Status));
        Assert.True(SubmitReport.Agrees(change.Next, [Received(change), change.Facts[0].Fact]));
        Assert.Empty(CheckReport.Decide(change.Next, 1, new([], [Fault], 1)).Facts);
    }

    [Fact]
    public void Decide_AFault_RefusesAllOfItAndKeepsWhatIsAccepted()
    {
        var accepted = CheckReport.Decide(Received(), 1, new([Line], [], 0)).Next;
        var change = CheckReport.Decide(Received(accepted), 2, new([], [Fault], 900));

        Assert.Equal((1, ReportStatus.Refused, 900), (change.Next.Report.Accepted, change.Next.Latest.Status, change.Next.Latest.FaultCount));
        Assert.Equal([Line], change.Next.Lines);
        Assert.Equal(900, Assert.IsType<ReportRefused>(change.Facts.Single().Fact).Faults);
    }

    [Fact]
    public void Decide_AFileThatNeverCame_IsRefused() =>
        Assert.Equal(ReportStatus.Refused, CheckReport.Decide(Received(), 1, null).Next.Latest.Status);

    [Fact]
    public void Decide_AfterALaterVersionIsAccepted_DoesNotReplaceIt()
    {
        var both = Received(Received());
        var later = CheckReport.Decide(both, 2, new([Line], [], 0)).Next;
        var earlier = CheckReport.Decide(later, 1, new([Line with { District = "440304" }], [], 0));

        Assert.Equal((2, ReportStatus.Refused), (earlier.Next.Report.Accepted, earlier.Next.Versions[0].Status));
        Assert.Null(SendReportLetter.For(earlier.Next, 1));
    }

    [Fact]
    public void Explain_EveryJump_AcceptsTheFiguresAsTheyWereSent()
    {
        var state = CheckReport.Decide(Received(), 1, new([Line], [Fault with { IsSoft = true }], 1)).Next;
        Assert.Equal(ReportStatus.NeedsExplanation, state.Latest.Status);
        Assert.Empty(state.Lines);

        var other = Assert.Throws<ProblemException>(() => ExplainReport.Decide(state, Explained("ip"), Before));
        Assert.Equal("#/explanations/0/text", Assert.Single(other.Errors).Pointer);
        var change = ExplainReport.Decide(state, Explained("it"), Before);

        var figure = change.Next.Lines.Single().Figures.Single();
        Assert.Equal((500m, "新订单"), (figure.Value, figure.Explanation));
        Assert.IsType<ReportAccepted>(change.Facts.Single().Fact);
        Assert.Equal(
            StatisticsProblems.ReportChanged,
            Assert.Throws<ProblemException>(() => ExplainReport.Decide(change.Next, Explained("it"), Before)).Type);
    }

    [Theory]
    [InlineData(Language.Chinese, "第 3 行，数值：应为数字", "2026年2月统计报表")]
    [InlineData(Language.English, "Row 3, Value: must be a number", "Statistical report of February 2026")]
    public void Letter_OfARefusedFile_NamesTheFaultsInTheSendersLanguage(Language language, string fault, string title)
    {
        var state = Received();
        state = state.With(state.Latest with { File = state.Latest.File! with { Language = language } });
        var letter = SendReportLetter.For(CheckReport.Decide(state, 1, new([], [Fault], 1)).Next, 1)!;

        Assert.Equal(("report-refused", "lin@x.cn"), (letter.Template, letter.Email));
        Assert.Equal(($"- {fault}", title), (letter.Values["faults"], letter.Values["title"]));
        Assert.Null(SendReportLetter.For(CheckReport.Decide(state, 1, new([Line], [], 0)).Next, 1));
    }

    [Theory]
    [InlineData(ReportStatus.Accepted, false)]
    [InlineData(ReportStatus.Refused, true)]
    [InlineData(ReportStatus.NeedsExplanation, true)]
    public async Task Orchestrator_WritesWhereAPersonMustAct(ReportStatus outcome, bool writes)
    {
        var run = new ReportRun("91440300MA5EXA1291", "2026-02", 3);
        var context = new Mock<TaskOrchestrationContext>();
        context.Setup(one => one.CallActivityAsync<ReportStatus>(
            new TaskName(nameof(CheckReportActivity)), run, It.IsAny<TaskOptions>())).ReturnsAsync(outcome);

        Assert.Equal(outcome, await ReportOrchestrator.RunAsync(context.Object, run));
        Assert.Equal("report-91440300MA5EXA1291-2026-02-v3", run.InstanceId);
        Assert.Equal(run, ReportTag.Read(ReportTag.ToMetadata(run)));
        Assert.Equal(writes ? 2 : 1, context.Invocations.Count);
    }

    [Fact]
    public void Marked_ARefusedFile_HasItsFaultsAndNoFormula()
    {
        var file = "organisation,value\r\n=cmd|'/C calc'!A0,1\r\n@SUM(A1),much\r\n";
        var marked = Encoding.UTF8.GetString(MarkedReport.Write(
            new MemoryStream(Encoding.UTF8.GetBytes(file)), [Fault, new ReportFault(null, null, new("文件有误", "is wrong"))], SheetFormat.Csv,
            Language.English)).Split("\r\n");

        Assert.EndsWith("organisation,value,Errors", marked[0], StringComparison.Ordinal);
        Assert.Equal("'=cmd|'/C calc'!A0,1,", marked[1]);
        Assert.Equal("'@SUM(A1),much,Value: must be a number", marked[2]);
        Assert.Equal(",,is wrong", marked[3]);
    }

    [Fact]
    public void Marked_AWorkbook_HasTextsWhereTheFileHadFormulas()
    {
        var file = "organisation,value\r\n=cmd|'/C calc'!A0,much\r\n"u8.ToArray();
        var marked = MarkedReport.Write(new MemoryStream(file), [Fault], SheetFormat.Xlsx, Language.Chinese);

        var cells = ReadSheet.Rows(new MemoryStream(marked), 10).SelectMany(row => row.Cells.Values).ToList();
        Assert.DoesNotContain(cells, cell => cell.IsFormula || SheetText.Runs(cell.Text));
        Assert.Contains(cells, cell => cell.Text == "'=cmd|'/C calc'!A0");
    }

    /// <summary>Two megabytes that would come back as ten billion cells.</summary>
    [Fact]
    public void Marked_ARowOfAMillionCells_HasTheFirstOfThem()
    {
        var file = Encoding.UTF8.GetBytes($"{new string(',', 1_000_000)}x\r\n{string.Concat(Enumerable.Repeat("y\r\n", 10_000))}");

        var marked = MarkedReport.Write(new MemoryStream(file), [Fault], SheetFormat.Csv, Language.English);

        Assert.InRange(marked.Length, 10_000, 1_000_000);
        Assert.Contains("y,,", Encoding.UTF8.GetString(marked), StringComparison.Ordinal);
    }

    [Fact]
    public void Marked_AFileThatCannotBeRead_HasItsFaultAlone() => Assert.Contains("is damaged", Encoding.UTF8.GetString(MarkedReport.Write(
        new MemoryStream([0x50, 0x4B, 1, 2, 3]), [new ReportFault(null, null, new("已损坏", "is damaged"))], SheetFormat.Csv, Language.English)),
        StringComparison.Ordinal);

    private static ReportState Received(ReportState? current = null) => ReceiveReport.Decide(current, Command, File, Now).Next;

    private static ReportReceived Received(Change<ReportState> change) => new(change.Next.Latest.Number, "sha");

    private static ReportFile File => new("blob", "report.csv", 10, "sha", "lin@x.cn", Language.Chinese);

    private static ExplanationForm Explained(string sector) => new(1, [new ExplanationBody(sector, "440305", "revenue", " 新订单 ")]);
}
