using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Reports;

/// <summary>A figure as it is sent.</summary>
/// <param name="Value">Null: not reported.</param>
public sealed record FigureBody(
    string Indicator, decimal? Value = null,
    [property: TextLimit(CheckFigure.LongestExplanation, MayBeBlank = true)] string? Explanation = null);

/// <summary>The figures of one sector in one district as they are sent.</summary>
public sealed record LineBody(
    [property: SectorCode] string Sector, [property: DistrictCode] string District,
    [property: Items(1, 20)] IReadOnlyList<FigureBody> Figures);

/// <summary>A report as it is sent: all its lines, which replace those of the version before.</summary>
public sealed record ReportBody([property: Items(1, SubmitReport.MostLines)] IReadOnlyList<LineBody> Lines);

/// <summary>Which report is sent, and by whom.</summary>
/// <param name="Name">Of the organisation; null where the register has no entry.</param>
/// <param name="By">User id.</param>
/// <param name="Sender">Null where no address is known.</param>
public sealed record ReportCommand(CreditCode Organisation, string? Name, Period Period, string By, Reporter? Sender = null);

/// <summary>A version of a report was accepted; it replaces the one before.</summary>
/// <param name="Digest">SHA-256 of its lines.</param>
public sealed record ReportAccepted(int Version, string Digest) : Fact;

/// <summary>Takes a report as a new version. Only its reporter can: no other feature or role has a command that writes a figure.</summary>
public static class SubmitReport
{
    /// <summary>Each sector in each district.</summary>
    public const int MostLines = 96;

    public const int MostVersions = 100;

    /// <summary>A period that is longer ago is closed for good.</summary>
    public const int OpenMonths = 24;

    /// <param name="current">Null while there is none.</param>
    /// <param name="lines">As <see cref="Check"/> gives them.</param>
    /// <exception cref="ProblemException">period-not-open, report-too-many-versions.</exception>
    public static Change<ReportState> Decide(
        ReportState? current, ReportCommand command, IReadOnlyList<ReportLine> lines, DateTimeOffset now)
    {
        RequireOpen(command.Period, BeijingTime.Day(now));
        var digest = AppJson.Digest(lines);
        if (current?.Accepted is { } accepted && AppJson.Digest(accepted.Lines) == digest) return Change.None(current);
        var versions = current?.Versions ?? [];
        if (versions.Count >= MostVersions) throw StatisticsProblems.TooManyVersions.With();
        var next = new ReportVersion(versions.Count + 1, ReportStatus.Accepted, lines, command.By, now) { Sender = command.Sender };
        return Change.To(
            new ReportState(new Report(command.Organisation, command.Name, $"{command.Period}", next.Number), [.. versions, next]),
            command.By, new ReportAccepted(next.Number, digest));
    }

    /// <summary>The lines as they are kept: known codes, each place and indicator once, every jump explained.</summary>
    /// <param name="earlier">The lines of the last period; empty for none.</param>
    /// <param name="name">How the body names the line of an index.</param>
    /// <exception cref="ProblemException">invalid-field with all faults; report-unexplained with all jumps.</exception>
    public static IReadOnlyList<ReportLine> Check(
        IReadOnlyList<LineBody> lines, IReadOnlyList<ReportLine> earlier, Func<int, string> name)
    {
        var (wrong, jumps, kept) = (new List<MemberFault>(), new List<MemberFault>(), new Dictionary<(string, string), ReportLine>());
        foreach (var (index, line) in lines.Index())
        {
            var at = name(index);
            var last = earlier.FirstOrDefault(each => each.Sector == line.Sector && each.District == line.District)?.Figures ?? [];
            var figures = Figures(line.Figures, last, at, wrong, jumps);
            if (figures.Count == 0) wrong.Add(MemberFault.Of($"{at}figures.0.value", "count", NoFigure));
            if (!kept.TryAdd((line.Sector, line.District), new ReportLine(line.Sector, line.District, figures)))
            {
                wrong.Add(MemberFault.Of($"{at}district", "value", Twice));
            }
        }

        if (wrong.Count > 0) throw PlatformProblems.InvalidField.With(wrong);
        return jumps.Count > 0 ? throw StatisticsProblems.Unexplained.With(jumps) : Ordered(kept.Values);
    }

    /// <summary>Whether a report is what its last accepted version says.</summary>
    /// <param name="facts">All, in order.</param>
    public static bool Agrees(ReportState state, IReadOnlyList<Fact> facts) =>
        facts.OfType<ReportAccepted>().LastOrDefault() is { } last
            ? state.Accepted is { } accepted && accepted.Number == last.Version && AppJson.Digest(accepted.Lines) == last.Digest
            : state.Accepted is null;

    /// <exception cref="ProblemException">period-not-open.</exception>
    public static void RequireOpen(Period period, DateOnly today)
    {
        if (!IsOpen(period, today)) throw StatisticsProblems.NotOpen.With();
    }

    public static bool IsOpen(Period period, DateOnly today) =>
        period.IsOver(today) && period.First.AddMonths(OpenMonths + 1) > today;

    internal static readonly LocalizedText Twice = new("该领域和区已填报", "is reported already for this sector");

    private static readonly LocalizedText NoFigure = new("至少填报一项指标", "At least one indicator needs a figure");

    /// <summary>In the order of sectors, then of districts.</summary>
    internal static IReadOnlyList<ReportLine> Ordered(IEnumerable<ReportLine> lines) =>
    [
        .. from sector in Sectors.All
           from district in Districts.All
           from line in lines
           where line.Sector == sector.Code && line.District == district.Code
           select line,
    ];

    private static List<Figure> Figures(
        IReadOnlyList<FigureBody> bodies, IReadOnlyList<Figure> last, string at, List<MemberFault> wrong, List<MemberFault> jumps)
    {
        var figures = new List<Figure>();
        foreach (var (index, body) in bodies.Index())
        {
            var place = $"{at}figures.{index}";
            if (Indicators.All.FirstOrDefault(each => each.Code == body.Indicator) is not { } indicator)
            {
                wrong.Add(MemberFault.Of($"{place}.indicator", "value", new("没有这个指标", "is no indicator")));
                continue;
            }

            if (body.Value is not { } value) continue;
            if (figures.Any(each => each.Indicator == indicator.Code))
            {
                wrong.Add(MemberFault.Of($"{place}.indicator", "twice", new("指标重复", "is there twice")));
            }

            wrong.AddRange(CheckFigure.Faults(indicator, value).Select(fault => MemberFault.Of($"{place}.value", "value", fault)));
            var explanation = string.IsNullOrWhiteSpace(body.Explanation) ? null
                : PlainText.Check($"{place}.explanation", body.Explanation, CheckFigure.LongestExplanation);
            var before = last.FirstOrDefault(each => each.Indicator == indicator.Code)?.Value;
            if (explanation is null && CheckFigure.Jump(indicator, value, before) is { } jump)
            {
                jumps.Add(MemberFault.Of($"{place}.explanation", "missing", jump));
            }

            figures.Add(new Figure(indicator.Code, value, explanation));
        }

        return [.. Indicators.All.SelectMany(indicator => figures.Where(figure => figure.Indicator == indicator.Code))];
    }
}
