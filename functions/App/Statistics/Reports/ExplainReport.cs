using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Files;

namespace FunctionsApp.Statistics.Reports;

/// <summary>Why one figure jumps.</summary>
public sealed record ExplanationBody(
    [property: City.SectorCode] string Sector, [property: City.DistrictCode] string District, string Indicator,
    [property: TextLimit(CheckFigure.LongestExplanation, Multiline = true)] string Text);

/// <summary>The explanations of a file's figures.</summary>
/// <param name="Version">That needs them.</param>
public sealed record ExplanationForm(
    int Version, [property: Items(1, ReadReport.ListedFaults)] IReadOnlyList<ExplanationBody> Explanations);

/// <summary>A figure that needs an explanation.</summary>
public sealed record Jump(ReportLine Line, Figure Figure, LocalizedText Reason);

/// <summary>Accepts a version whose jumps are explained; its figures stay as they were sent.</summary>
public static class ExplainReport
{
    /// <param name="earlier">The lines of the last period.</param>
    /// <exception cref="ProblemException">report-changed: the version needs no explanation any more; report-unexplained with those that
    /// are left.</exception>
    public static Change<ReportState> Decide(ReportState state, ExplanationForm form, IReadOnlyList<ReportLine> earlier)
    {
        var version = state.Versions.FirstOrDefault(each => each.Number == form.Version);
        if (version is not { Status: ReportStatus.NeedsExplanation } || state.Report.Accepted > version.Number)
        {
            throw StatisticsProblems.ReportChanged.With();
        }

        var lines = version.Lines.Select(line => line with
        {
            Figures = [.. line.Figures.Select(figure => figure with { Explanation = figure.Explanation ?? TextOf(line, figure) })],
        }).ToList();
        var left = Jumps(lines, earlier);
        if (left.Count == 0) return CheckReport.Accept(state, version with { Lines = lines });
        throw StatisticsProblems.Unexplained.With(
        [
            .. left.Select(jump => MemberFault.Of(
                $"explanations.{Math.Max(0, form.Explanations.ToList().FindIndex(each => Is(each, jump.Line, jump.Figure)))}.text",
                "missing", jump.Reason)),
        ]);

        string? TextOf(ReportLine line, Figure figure) =>
            form.Explanations.FirstOrDefault(each => Is(each, line, figure)) is { } given ? PlainText.Kept(given.Text) : null;
    }

    /// <summary>The figures that jump and are not explained.</summary>
    public static IReadOnlyList<Jump> Jumps(IReadOnlyList<ReportLine> lines, IReadOnlyList<ReportLine> earlier) =>
    [
        .. from line in lines
           from figure in line.Figures
           where figure.Explanation is null
           let before = earlier.FirstOrDefault(each => each.Sector == line.Sector && each.District == line.District)
               ?.Figures.FirstOrDefault(each => each.Indicator == figure.Indicator)?.Value
           let reason = CheckFigure.Jump(Indicators.Find(figure.Indicator)!, figure.Value, before)
           where reason is not null
           select new Jump(line, figure, reason),
    ];

    private static bool Is(ExplanationBody body, ReportLine line, Figure figure) =>
        body.Sector == line.Sector && body.District == line.District && body.Indicator == figure.Indicator;
}
