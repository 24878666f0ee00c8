using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>Drafts applications for callers, whether a program or a page asks.</summary>
public sealed class DraftDesk(AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, DraftLimit drafts, TimeProvider time)
{
    /// <summary>Broken promises that are counted; more are as bad.</summary>
    private const int MostPromises = 100;

    /// <summary>The draft; the same key of the same caller finds the same one.</summary>
    /// <param name="key">Null where the caller gave none.</param>
    /// <exception cref="ProblemException">no-organisation, unknown-programme, too-many-drafts; as <see cref="DraftApplication.Decide"/>.
    /// </exception>
    public async Task<Stored<Application>> DraftAsync(
        DraftRequest draft, Caller caller, string? key, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var code = caller.Organisation ?? throw ApplicationProblems.NoOrganisation.With();
        var definition = catalogue.ForNew(draft.Programme, BeijingTime.Day(at));
        var organisation = await store.FindAsync(OrganisationAggregate.Kind, code.Value, cancellation);
        var district = organisation?.State.District ?? RegisterOrganisation.CheckDistrict(draft.District);
        var command = new DraftCommand(
            key is null ? Ids.New() : Ids.From("application", caller.Id, key),
            draft,
            new Applicant(caller.Id, caller.Email ?? "", caller.Language, code, district, organisation?.State.Name)
            {
                BrokenPromises = await BrokenPromisesAsync(code, cancellation),
            },
            AppJson.Digest(draft))
        {
            Salt = ConfidentialFact.NewSalt(),
        };
        var refusal = await drafts.RefusalAsync(code.Value, cancellation);
        return await store.AddAsync(
            ApplicationAggregate.Kind, command.Id,
            current => current is null && refusal is not null ? throw refusal : DraftApplication.Decide(current, definition, command, at),
            cancellation);
    }

    private async Task<int> BrokenPromisesAsync(CreditCode organisation, CancellationToken cancellation) =>
        (await lists.ReadPageAsync(ApplicationIndex.BrokenPromises, organisation.Value, null, MostPromises, cancellation)).Items.Count;
}
