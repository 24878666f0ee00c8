namespace FunctionsApp.Programmes.Stages;

/// <summary>The proposed result is shown to the public, who may object (公示).</summary>
public sealed record PublicNoticeDefinition : OutsideDefinition
{
    /// <summary>How long it is shown, working days, 1–60.</summary>
    public int WorkingDays { get; init; } = 5;

    public override IEnumerable<(string Path, string Message)> Errors(int place) => Days(".workingDays", WorkingDays);
}
