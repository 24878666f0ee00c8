using FunctionsApp.Assignments;
using FunctionsApp.Panels.Agreements;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class AgreementStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("agreement-accepted", AcceptedAsync),
        new("agreement-never-answered", NeverAnsweredAsync),
    ];

    private static async Task AcceptedAsync(Play play)
    {
        _ = new Desk(play, Pace.Slow);
        play.Answer<string>(nameof(ReadAgreementActivity), _ => AgreementState.Accepted);
        var id = await StartAsync(play);
        await play.WaitsAfterAsync(id, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(id, AgreementOrchestrator.Changed);
        Assert.Equal(AgreementState.Accepted, await play.EndsAsync<AgreementState>(id));
    }

    private static async Task NeverAnsweredAsync(Play play)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<string>(nameof(LapseAgreementActivity), _ => AgreementState.Lapsed);
        Assert.Equal(AgreementState.Lapsed, await play.EndsAsync<AgreementState>(await StartAsync(play)));
    }

    private static async Task<string> StartAsync(Play play)
    {
        var id = AgreementRun.InstanceIdOf(play.Story);
        await play.StartAsync(nameof(AgreementOrchestrator), id, new AgreementRun(play.Story));
        return id;
    }
}
