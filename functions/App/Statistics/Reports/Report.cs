using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Statistics.Files;

namespace FunctionsApp.Statistics.Reports;

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

/// <summary>The file that a version came as.</summary>
/// <param name="Blob">In the container of reports; a generated name.</param>
/// <param name="Name">As its sender calls it.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Email">Of who sent it; empty for none.</param>
public sealed record ReportFile(string Blob, string Name, long Bytes, string Sha256, string Email, Language Language);

/// <summary>Where letters about a report go.</summary>
public sealed record Reporter(string Email, Language Language);

/// <summary>A report as it was once sent.</summary>
/// <param name="Number">1..n.</param>
/// <param name="Lines">In the order of the policy's sectors; each place once. Empty until a file is read, and of a refused one.</param>
/// <param name="By">User id of who sent it.</param>
public sealed record ReportVersion(int Number, ReportStatus Status, IReadOnlyList<ReportLine> Lines, string By, DateTimeOffset At)
{
    /// <summary>Null where it was typed or sent as JSON.</summary>
    public ReportFile? File { get; init; }

    /// <summary>Of a version that was typed or sent as JSON; null where no address was known.</summary>
    public Reporter? Sender { get; init; }

    /// <summary>However it was sent; null where no address was known.</summary>
    [JsonIgnore]
    public Reporter? Reporter => Sender ?? (File is { Email.Length: > 0 } file ? new Reporter(file.Email, file.Language) : null);

    /// <summary>What is wrong with the file: the first of them.</summary>
    public IReadOnlyList<ReportFault> Faults { get; init; } = [];

    /// <summary>All of them.</summary>
    public int FaultCount { get; init; }
}

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

    public ReportVersion Latest => Versions[^1];

    /// <summary>With another state of one of its versions.</summary>
    public ReportState With(ReportVersion version) =>
        this with { Versions = [.. Versions.Select(each => each.Number == version.Number ? version : each)] };

    public IReadOnlyList<ReportLine> Lines => Accepted?.Lines ?? [];
}
