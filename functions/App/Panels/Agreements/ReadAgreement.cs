using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels.Agreements;

public sealed class ReadAgreementActivity(AggregateStore store)
{
    /// <summary>Null while the expert is asked.</summary>
    [Function(nameof(ReadAgreementActivity))]
    public async Task<AgreementState?> RunAsync([ActivityTrigger] string id, CancellationToken cancellation) =>
        (await store.GetAsync(ExpertAgreementAggregate.Kind, id, cancellation)).State.Agreement.State is var state
        && state == AgreementState.Asked ? null : state;
}
