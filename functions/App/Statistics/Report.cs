using FunctionsApp.City;

namespace FunctionsApp.Statistics;

public enum ReportStatus
{
    /// <summary>It came, and is not checked yet.</summary>
    Received,

    /// <summary>A figure jumps, and the reporter has not explained it.</summary>
    NeedsExplanation,

    Refused,
    Accepted,
}

/// <summary>A reported figure.</summary>
/// <param name="Indicator">Code of <see cref="Indicators"/>.</param>
/// <param name="Explanation">Why it jumps against the last period; null for none.</param>
public sealed record Figure(string Indicator, decimal Value, string? Explanation = null);

/// <summary>The figures of one sector in one district, by codes.</summary>
public sealed record ReportLine(string Sector, string District, IReadOnlyList<Figure> Figures);

/// <summary>A report as it was once sent; it never changes.</summary>
/// <param name="Number">1..n.</param>
/// <param name="Lines">In the order of the policy's sectors; each place once.</param>
/// <param name="By">User id of who sent it.</param>
public sealed record ReportVersion(
    int Number, ReportStatus Status, IReadOnlyList<ReportLine> Lines, string By, DateTimeOffset At);

/// <summary>What one organisation reports for one period.</summary>
/// <param name="Name">Of the organisation, when it last reported; null where the register has no entry.</param>
/// <param name="Period">As <see cref="Statistics.Period"/> is written.</param>
/// <param name="Accepted">Number of the version that counts; null while there is none.</param>
public sealed record Report(CreditCode Organisation, string? Name, string Period, int? Accepted);

/// <summary>A report with all its versions in order, read at one moment.</summary>
public sealed record ReportState(Report Report, IReadOnlyList<ReportVersion> Versions)
{
    /// <summary>The version that counts; null while there is none.</summary>
    public ReportVersion? Accepted => Versions.FirstOrDefault(version => version.Number == Report.Accepted);

    public IReadOnlyList<ReportLine> Lines => Accepted?.Lines ?? [];
}
