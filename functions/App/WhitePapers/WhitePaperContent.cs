using FunctionsApp.Platform;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Warnings;

namespace FunctionsApp.WhitePapers;

/// <summary>A number of a paper.</summary>
/// <param name="Sector">Null for the total of all.</param>
/// <param name="Value">Null where it is withheld.</param>
/// <param name="Growth">Percent against the period before; null where either is not public, or nothing can be divided by.</param>
/// <param name="YearGrowth">Percent against the same period of the year before; likewise.</param>
public sealed record PaperNumber(string? Sector, decimal? Value, decimal? Growth, decimal? YearGrowth);

/// <summary>An indicator by sector, with the total.</summary>
public sealed record PaperIndicator(string Indicator, IReadOnlyList<PaperNumber> Numbers);

/// <summary>Warnings of a level that were first published in the time; exercises are not counted.</summary>
public sealed record PaperWarnings(WarningLevel Level, int Count);

/// <summary>What a paper was made of: nothing but what is public.</summary>
/// <param name="Period">2026-Q3 or 2026.</param>
/// <param name="Tables">Digest of the released tables.</param>
public sealed record WhitePaperContent(
    string Period, DateTimeOffset Released, int Revision, string Tables, Coverage Coverage, IReadOnlyList<PaperIndicator> Indicators,
    IReadOnlyList<PaperWarnings> Warnings);

/// <summary>A paper as it is kept for good.</summary>
/// <param name="Foreword">Of the editor; null for none.</param>
public sealed record WhitePaperDocument(WhitePaperContent Content, LocalizedText? Foreword, DateTimeOffset Approved);
