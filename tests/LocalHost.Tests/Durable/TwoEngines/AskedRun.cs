using FunctionsApp.Assignments;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>A run that asks one person, reads whether there is an answer, and closes.</summary>
/// <param name="Read">The activity that answers null while the person is asked.</param>
/// <param name="Close">The last activity.</param>
internal sealed record AskedRun<TRun, TOutcome>(
    string Orchestrator, string InstanceId, TRun Run, string Changed, string Read, string Close)
    where TRun : notnull
    where TOutcome : struct
{
    /// <summary>The first event comes before the answer is stored.</summary>
    /// <param name="endsByAnswer">The last activity is not called.</param>
    public async Task AnsweredAtTheSecondLookAsync(Play play, TOutcome outcome, bool endsByAnswer = false)
    {
        _ = new Desk(play, Pace.Slow);
        TOutcome? stored = null;
        play.Answer<TRun>(Read, _ => stored);
        if (!endsByAnswer) play.Answer<TRun>(Close, _ => outcome);
        await play.StartAsync(Orchestrator, InstanceId, Run);
        await play.WaitsAfterAsync(InstanceId, nameof(OpenAssignmentsActivity));
        await play.RaiseAsync(InstanceId, Changed);
        await play.WaitsAfterAsync(InstanceId, Read);
        stored = outcome;
        await play.RaiseAsync(InstanceId, Changed);
        Assert.Equal(outcome, await play.EndsAsync<TOutcome>(InstanceId));
    }

    /// <summary>Asked, reminded, the delegate asked, given up.</summary>
    public async Task LapsesAsync(Play play, TOutcome outcome)
    {
        _ = new Desk(play, Pace.Fast);
        play.Answer<TRun>(Read, _ => null);
        play.Answer<TRun>(Close, _ => outcome);
        await play.StartAsync(Orchestrator, InstanceId, Run);
        Assert.Equal(outcome, await play.EndsAsync<TOutcome>(InstanceId));
    }
}
