using FunctionsApp.Applications;
using FunctionsApp.Programmes.Guides;

namespace FunctionsApp.Panels.Plans;

public enum PlanState
{
    /// <summary>An officer inspects it, and may change it.</summary>
    Proposed,

    /// <summary>Its applications are given their experts.</summary>
    Deployed,
}

/// <param name="Title">Of the application; its beginning, where it is long.</param>
/// <param name="Experts">Staff ids, in order.</param>
/// <param name="IsChanged">Whether an officer chose them.</param>
public sealed record PlannedPanel(string Application, string Title, IReadOnlyList<string> Experts, bool IsChanged = false)
{
    /// <summary>Characters of a title that a plan keeps: sixty panels share a row.</summary>
    public const int LongestTitle = 60;

    public static string Short(string title) => title.Length <= LongestTitle ? title : $"{title[..(LongestTitle - 1)]}…";
}

/// <summary>The panels of a call at one stage, assigned together.</summary>
/// <param name="Edition">1, 2, 3 …: what comes to the stage after a deployment waits for the next one.</param>
/// <param name="Panels">In order of application.</param>
public sealed record PanelPlan(
    string Id, PlanState State, int Edition, DateTimeOffset ProposedAt, DateTimeOffset? DeployedAt, IReadOnlyList<PlannedPanel> Panels)
{
    /// <summary>Applications that one plan takes; those that wait longest come first.</summary>
    public const int MostApplications = 5_000;

    /// <summary><c>{guide}.{stage}</c>, or <c>{programme}-v{version}.{stage}</c> under the definition's own guide.</summary>
    public static string IdOf(Application application, string stage) =>
        $"{application.Guide ?? $"{application.Programme}-v{application.Version}"}.{stage}";

    /// <summary>Programme, version, guide and stage of an id; null where the text has not its shape. Version 0 under a guide.</summary>
    public static (string Programme, int Version, string? Guide, string Stage)? Parse(string id)
    {
        if (id.Split('.') is not [var call, var stage] || stage.Length == 0) return null;
        if (GuideAggregate.ProgrammeOf(call) is { } programme) return (programme, 0, call, stage);
        var at = call.LastIndexOf("-v", StringComparison.Ordinal);
        return at > 0 && int.TryParse(call.AsSpan(at + 2), out var version) && version > 0 && call[(at + 2)..] == $"{version}"
            ? (call[..at], version, null, stage) : null;
    }

    public PlannedPanel? Of(string application) => Panels.FirstOrDefault(panel => panel.Application == application);
}
