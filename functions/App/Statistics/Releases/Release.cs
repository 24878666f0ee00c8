namespace FunctionsApp.Statistics.Releases;

/// <summary>What the reporting of a period was like.</summary>
/// <param name="Organisations">That reported.</param>
/// <param name="Expected">That reported, or did for one of the three months before.</param>
public sealed record Coverage(int Organisations, int Expected);

/// <summary>The statistics of a period as they were frozen once.</summary>
/// <param name="Number">0 for the first release, 1 … for its revisions.</param>
/// <param name="Tables">Digest and place of what the public reads.</param>
/// <param name="Figures">Digest and place of what it was made of, by organisation: never shown.</param>
public sealed record Revision(int Number, DateTimeOffset At, Coverage Coverage, string Tables, string Figures);

/// <param name="Period">As <see cref="ReleasePeriod"/> is written.</param>
/// <param name="Planned">The moment of the calendar.</param>
public sealed record Release(string Period, DateTimeOffset Planned);

/// <summary>A period's statistics with all revisions in order.</summary>
public sealed record ReleaseState(Release Release, IReadOnlyList<Revision> Revisions)
{
    public Revision Latest => Revisions[^1];
}

/// <summary>A release in the list that readers choose from.</summary>
public sealed record ReleaseItem(
    string Period, DateTimeOffset Planned, DateTimeOffset Released, int Revision, DateTimeOffset At, Coverage Coverage, string Tables);

/// <summary>What an organisation has of one sector in one district.</summary>
public sealed record ReportedValue(string Organisation, string Sector, string District, decimal Value);

/// <summary>What a table is made of.</summary>
public sealed record IndicatorValues(string Indicator, IReadOnlyList<ReportedValue> Values);
