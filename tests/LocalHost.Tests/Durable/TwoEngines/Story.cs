namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>What happens to an orchestration, told by events and by what its activities answer: the same on each engine.</summary>
/// <param name="Name">Part of the ids of its instances; no other story's name contains it.</param>
internal sealed record Story(string Name, Func<Play, Task> PlayAsync)
{
    public static IReadOnlyList<Story> All { get; } =
        [.. StageStories.All, .. ReviewStories.All, .. WarningStories.All, .. AlertStories.All, .. GuideStories.All, .. SelectionStories.All,
        .. AgreementStories.All, .. ReportStories.All, .. RuleStories.All,
        .. WhitePaperStories.All];
}
