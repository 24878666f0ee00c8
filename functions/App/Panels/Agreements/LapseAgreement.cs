using FunctionsApp.Assignments;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels.Agreements;

/// <summary>An expert did not answer on the agreement of a year in time, or left.</summary>
public sealed record AgreementLapsed(string Person, int Year) : Fact;

/// <summary>Ends the asking for an agreement.</summary>
public static class LapseAgreement
{
    /// <summary>None where the answer came at the last moment.</summary>
    public static Change<AgreementCase> Decide(AgreementCase state, string actor)
    {
        if (state.Agreement.State != AgreementState.Asked) return Change.None(state);
        var next = new AgreementCase(state.Agreement with { State = AgreementState.Lapsed }, state.Assignments.Cancelled());
        return Change.To(next, actor, new AgreementLapsed(next.Agreement.Person, next.Agreement.Year));
    }
}

public sealed class LapseAgreementActivity(AggregateStore store)
{
    /// <summary>Safe to run twice.</summary>
    [Function(nameof(LapseAgreementActivity))]
    public async Task<AgreementState?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation) =>
        (await store.ChangeAsync(
            ExpertAgreementAggregate.Kind, id, state => LapseAgreement.Decide(state, nameof(LapseAgreementActivity)), cancellation))
        .State.Agreement.State;
}
