using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A definition with what a guide puts in its place.</summary>
public static class EffectiveDefinition
{
    /// <remarks>What the guide names and the definition has not is left out; <see cref="GuideChecks"/> refuses it before.</remarks>
    public static ProgrammeDefinition Of(ProgrammeDefinition definition, AnnualGuide guide) => definition with
    {
        Guide = guide.Terms,
        GuideId = guide.Id,
        Documents = guide.Documents.Count == 0 ? definition.Documents :
        [
            .. definition.Documents.Select(slot => slot with
            {
                Required = guide.Documents.FirstOrDefault(change => change.Type == slot.Type)?.Required ?? slot.Required,
            }),
        ],
        Stages = guide.Stages.Count == 0 ? definition.Stages :
        [
            .. definition.Stages.Select(stage => guide.Stages.FirstOrDefault(change => change.Stage == stage.Name) is { } change
                ? Of(stage, change) : stage),
        ],
    };

    /// <summary>Names of the members of <see cref="StageOverride"/> that a stage of this kind has.</summary>
    public static IReadOnlyList<string> Allowed(StageDefinition stage) => stage switch
    {
        PeopleDefinition { Role: null } => [],
        PanelDefinition => ["workingDays", "assignees", "quorum", "passMark"],
        VotingDefinition => ["workingDays", "assignees", "approvals"],
        PeopleDefinition => ["workingDays", "assignees"],
        PublicNoticeDefinition => ["workingDays"],
        _ => [],
    };

    /// <summary>What a stage of the definition has of a member of <see cref="StageOverride"/>; null for none.</summary>
    public static decimal? Own(StageDefinition stage, string member) => (stage, member) switch
    {
        (PeopleDefinition people, "workingDays") => people.WorkingDays,
        (PublicNoticeDefinition notice, "workingDays") => notice.WorkingDays,
        (PeopleDefinition people, "assignees") => people.Assignees,
        (VotingDefinition voting, "approvals") => voting.Approvals,
        (PanelDefinition panel, "quorum") => panel.Quorum,
        (PanelDefinition panel, "passMark") => panel.PassMark,
        _ => null,
    };

    private static StageDefinition Of(StageDefinition stage, StageOverride change) => stage switch
    {
        PanelDefinition panel => panel with
        {
            WorkingDays = change.WorkingDays ?? panel.WorkingDays, Assignees = change.Assignees ?? panel.Assignees,
            Quorum = change.Quorum ?? panel.Quorum, PassMark = change.PassMark ?? panel.PassMark,
        },
        VotingDefinition voting => voting with
        {
            WorkingDays = change.WorkingDays ?? voting.WorkingDays, Assignees = change.Assignees ?? voting.Assignees,
            Approvals = change.Approvals ?? voting.Approvals,
        },
        PeopleDefinition people => people with
        {
            WorkingDays = change.WorkingDays ?? people.WorkingDays, Assignees = change.Assignees ?? people.Assignees,
        },
        PublicNoticeDefinition notice => notice with { WorkingDays = change.WorkingDays ?? notice.WorkingDays },
        _ => stage,
    };
}
