using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;

namespace App.Tests.Statistics;

public sealed class SubmitReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly LineBody It = Line("it", "440305", Body("revenue", 100), Body("staff", 12));
    private static readonly LineBody Ip = Line("ip", "440304", Body("staff", 3));

    [Fact]
    public void Decide_First_IsAcceptedAsVersion1()
    {
        var change = Decide(null, It);

        Assert.Equal((1, 1), (change.Next.Report.Accepted, change.Next.Accepted!.Number));
        Assert.Equal(1, Assert.IsType<ReportAccepted>(Assert.Single(change.Facts).Fact).Version);
    }

    [Fact]
    public void Decide_TheSameAgain_ChangesNothing()
    {
        var first = Decide(null, It, Ip).Next;

        Assert.Empty(Decide(first, Ip, It).Facts);
    }

    [Fact]
    public void Decide_Other_KeepsTheVersionBefore()
    {
        var first = Decide(null, It).Next;
        var second = Decide(first, Ip).Next;

        Assert.Equal([1, 2], second.Versions.Select(version => version.Number));
        Assert.Equal(first.Lines, second.Versions[0].Lines);
        Assert.Equal("ip", Assert.Single(second.Lines).Sector);
    }

    [Theory]
    [InlineData("2026-02", true)]
    [InlineData("2026-03", false)]
    [InlineData("2024-03", true)]
    [InlineData("2024-02", false)]
    public void Decide_Period_IsOverAndNotLongAgo(string period, bool isOpen)
    {
        var command = Command with { Period = Period.Find(period)!.Value };
        var refused = Record.Exception(() => SubmitReport.Decide(null, command, Check(It), Now)) as ProblemException;

        Assert.Equal(isOpen ? null : StatisticsProblems.NotOpen, refused?.Type);
    }

    [Fact]
    public void Decide_AsOftenAsItMayBe_IsRefused()
    {
        var full = new ReportState(
            new Report(Command.Organisation, null, "2026-02", null),
            [.. Enumerable.Range(1, SubmitReport.MostVersions).Select(number => new ReportVersion(number, ReportStatus.Refused, [], "u", Now))]);

        Assert.Equal(StatisticsProblems.TooManyVersions, Assert.Throws<ProblemException>(() => Decide(full, It)).Type);
    }

    [Fact]
    public void Agrees_AFigureChangedBesideTheFacts_IsFalse()
    {
        var first = Decide(null, It);
        var second = Decide(first.Next, Ip);
        IReadOnlyList<Fact> facts = [first.Facts[0].Fact, second.Facts[0].Fact];

        Assert.True(SubmitReport.Agrees(second.Next, facts));
        Assert.False(SubmitReport.Agrees(second.Next, [facts[0]]));
        Assert.False(SubmitReport.Agrees(second.Next, []));
        var changed = second.Next.Accepted! with { Lines = [new ReportLine("ip", "440304", [new Figure("staff", 4)])] };
        Assert.False(SubmitReport.Agrees(second.Next with { Versions = [second.Next.Versions[0], changed] }, facts));
    }

    [Theory]
    [InlineData("staff", -1)]
    [InlineData("staff", 1.5)]
    [InlineData("revenue", 1_000_000_001)]
    [InlineData("revenue", 0.001)]
    public void Check_AFigureThatCannotBe_IsRefusedByItsPlace(string indicator, decimal value)
    {
        var refused = Assert.Throws<ProblemException>(() => Check(Line("it", "440305", Body("exports", 1), Body(indicator, value))));

        Assert.Equal("#/lines/0/figures/1/value", Assert.Single(refused.Errors).Pointer);
    }

    [Fact]
    public void Check_APlaceOrIndicatorTwiceOrNoFigure_NamesEach()
    {
        var refused = Assert.Throws<ProblemException>(() => Check(
            Line("it", "440305", Body("staff", 1), Body("staff", 1)), It, Line("it", "440303", Body("staff", null)),
            Line("it", "440304", Body("profit", 1))));

        Assert.Equal(
            [
                "#/lines/0/figures/1/indicator", "#/lines/1/district", "#/lines/2/figures/0/value", "#/lines/3/figures/0/indicator",
                "#/lines/3/figures/0/value",
            ],
            refused.Errors.Select(error => error.Pointer));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "#/lines/0/figures/0/explanation")]
    [InlineData(0, null)]
    public void Check_AJump_NeedsAnExplanation(decimal value, string? pointer)
    {
        var earlier = SubmitReport.Check([Line("it", "440305", Body("revenue", 100))], [], _ => "");
        LineBody line = Line("it", "440305", Body("revenue", value));
        var refused = Record.Exception(() => SubmitReport.Check([line], earlier, index => $"lines.{index}.")) as ProblemException;

        Assert.Equal(pointer, refused?.Errors.Single().Pointer);
        if (refused is not null) Assert.Equal(StatisticsProblems.Unexplained, refused.Type);
        var explained = line with { Figures = [Body("revenue", value) with { Explanation = " 新订单 " }] };
        Assert.Equal("新订单", SubmitReport.Check([explained], earlier, _ => "").Single().Figures.Single().Explanation);
    }

    [Fact]
    public void Into_ALineThatWasOpened_MovesIt()
    {
        var state = Decide(null, It, Ip).Next;
        var moved = Check(Line("it", "440303", Body("staff", 9))).Single();

        Assert.Equal(["ip/440304", "it/440303"], EnterLine.Into(state, moved, Form(1, "it/440305")).Select(EnterLine.PlaceOf).Order());
        Assert.Equal(3, EnterLine.Into(state, moved, Form(1)).Count);
        Assert.Throws<ProblemException>(() => EnterLine.Into(state, moved with { Sector = "ip", District = "440304" }, Form(1)));
        Assert.Equal(StatisticsProblems.ReportChanged, Assert.Throws<ProblemException>(() => EnterLine.Into(state, moved, Form(0))).Type);
        Assert.Single(EnterLine.Into(null, moved, Form(0)));
    }

    [Fact]
    public void Without_TheOnlyLine_IsRefused()
    {
        var state = Decide(null, It, Ip).Next;

        Assert.Equal(["ip/440304"], EnterLine.Without(state, "it/440305", 1).Select(EnterLine.PlaceOf));
        Assert.Throws<ProblemException>(() => EnterLine.Without(Decide(null, It).Next, "it/440305", 1));
    }

    private static ReportCommand Command => new(CreditCode.Parse("91440300MA5EXA1291"), "中心", Period.Find("2026-02")!.Value, "u");

    private static Change<ReportState> Decide(ReportState? current, params LineBody[] lines) =>
        SubmitReport.Decide(current, Command, Check(lines), Now);

    private static IReadOnlyList<ReportLine> Check(params LineBody[] lines) => SubmitReport.Check(lines, [], index => $"lines.{index}.");

    private static LineBody Line(string sector, string district, params FigureBody[] figures) => new(sector, district, figures);

    private static FigureBody Body(string indicator, decimal? value) => new(indicator, value);

    private static LineForm Form(int version, string? replaces = null) => new("", "", [], version, replaces);
}
