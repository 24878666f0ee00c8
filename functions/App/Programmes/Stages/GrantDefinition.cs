using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>How a grant is paid.</summary>
public enum GrantMode
{
    /// <summary>In parts, each against a milestone (分阶段资助).</summary>
    Instalments,

    /// <summary>At once, after the acceptance (事后奖补).</summary>
    AfterAcceptance,
}

/// <summary>Agreement, payments and acceptance of what was approved.</summary>
public sealed record GrantDefinition : OutsideDefinition
{
    public required GrantMode Mode { get; init; }

    /// <summary>From the approval to the signed agreement, working days, 1–60.</summary>
    [Between(1, 60)]
    public int AgreementWorkingDays { get; init; } = 22;

    /// <summary>From the project's end until acceptance is applied for, months, 1–24.</summary>
    [Between(1, 24)]
    public int AcceptanceMonths { get; init; } = 6;

    public override IEnumerable<(string Path, string Message)> Errors(int place) =>
        Enum.IsDefined(Mode) ? [] : [(".mode", $"{Mode} is not a mode.")];
}
