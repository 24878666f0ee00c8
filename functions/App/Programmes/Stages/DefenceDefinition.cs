using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The applicant presents the project and answers experts' questions (答辩).</summary>
public sealed record DefenceDefinition : OutsideDefinition
{
    /// <summary>Until it is held, working days, 1–60.</summary>
    [Between(1, 60)]
    public int WorkingDays { get; init; } = 10;
}
