using FunctionsApp.Applications;
using FunctionsApp.Applications.Copying;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applying;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Records.Log;
using FunctionsApp.Reviews;

namespace FunctionsApp.Records.Dossiers;

/// <summary>Reads what a dossier is made of.</summary>
public sealed class DossierDesk(
    AggregateStore store, ProgrammeCatalogue catalogue, IEnumerable<StateCheck> checks, FindProof proofs, StaffDirectory staff,
    TimeProvider time)
{
    /// <exception cref="ProblemException">not-found: it is not there, or the caller may not have its dossier.</exception>
    public async Task<Dossier> ReadAsync(string id, Caller caller, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var hasCopy = await store.HasCopyAsync(id, caller, cancellation);
        var found = await store.FindWithRecordAsync(MyCases.Kind, id, stored =>
        {
            var (review, reader) = (stored.State.Review, ReaderOf(stored.State.Review, caller, hasCopy));
            if (!reader.Has(Right.Dossier) || !reader.Has(Right.Application) || !reader.Has(Right.Record)) throw IdentityProblems.Hidden();
            return Timeline.For(reader, new FormCase(CaseOf(review), review.Answers), checks);
        }, cancellation);
        if (found is not var (read, record)) throw PlatformProblems.NotFound.With();
        var (state, head) = (read.State, DossierHead.Of(record));
        var (definition, reader) = (catalogue.Of(state.Application), ReaderOf(state.Review, caller, hasCopy));
        return new Dossier(state.Review, state.Uploads, definition, reader, record, time.GetUtcNow())
        {
            Letters = DossierLetter.Of(state, record, definition, staff, reader),
            Organisation = await store.NameOfAsync(state.Application.Applicant, cancellation),
            Proof = (await proofs.RunAsync(Topology.ApplicationsTable, id, head.Number, cancellation))?.Text,
        };
    }

    private static Reader ReaderOf(ReviewState review, Caller caller, bool hasCopy) => CaseOf(review).For(caller).WithCopy(hasCopy);

    private static ApplicationCase CaseOf(ReviewState review) => new(review.Application, review.Assignments);
}
