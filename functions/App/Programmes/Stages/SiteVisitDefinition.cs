using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>Officers or experts visit the applicant and report (现场考察).</summary>
public sealed record SiteVisitDefinition : OutsideDefinition
{
    /// <summary>Until the report is there, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; } = 10;
}
