using System.Globalization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>A section of the notice: the measures from the first to the last, whose programmes are listed together.</summary>
public sealed record ProgrammeArea(LocalizedText Title, int First, int Last)
{
    /// <summary>In the order of the notice.</summary>
    public static readonly IReadOnlyList<ProgrammeArea> All =
    [
        new(new("基地与平台", "Bases and platforms"), 1, 4),
        new(new("服务机构", "Service organisations"), 5, 8),
        new(new("人才", "Talent"), 9, 12),
        new(new("行业与品牌", "Trade and brands"), 13, 16),
        new(new("资金与金融", "Funds and finance"), 17, 21),
    ];

    /// <summary>By the first measure that the programme names.</summary>
    public static ProgrammeArea Of(ProgrammeDefinition definition)
    {
        var measure = int.Parse(definition.Measures[0].AsSpan(1), CultureInfo.InvariantCulture);
        return All.First(area => measure <= area.Last);
    }
}
