using System.Security.Cryptography;
using System.Text.Json;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>Takes new applications in.</summary>
public sealed class ApplicationDesk(
    ApplicationPartition partition, ApplicationLists lists, OrganisationRegister organisations, ProgrammeCatalogue catalogue, TimeProvider time)
{
    /// <summary>Drafts an application. The same request with the same key finds the one that the first made.</summary>
    /// <param name="key">Idempotency-Key; null for none.</param>
    /// <exception cref="ProblemException">no-organisation, invalid-credit-code, unknown-programme, guide-closed, invalid-field, amount-out-of-range, idempotency-key-reused.</exception>
    public async Task<(Application Application, bool IsNew)> CreateAsync(Caller caller, DraftRequest request, string? key, CancellationToken cancellation)
    {
        var code = CreditCode.Parse(caller.Organisation ?? throw ApplicationProblems.NoOrganisation.With());
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, AppJson.Options)));
        var id = key is null ? Ids.New() : Ids.From("application", caller.Id, key);
        if (key is not null && await partition.FindAsync(id, cancellation) is { } earlier) return (await SameAsync(earlier, hash, cancellation), false);

        var at = time.GetUtcNow();
        var definition = catalogue.ForNew(request.Programme, BeijingTime.Day(at));
        var district = (await organisations.FindAsync(code, cancellation))?.District ?? Registration.CheckDistrict(request.District);
        var drafter = new Drafter(caller.Id, caller.Email ?? "", caller.Language, code.Value, district);
        var (draft, fact) = Drafting.Draft(id, definition, request, drafter, hash, at);
        try
        {
            return (await partition.AddAsync(draft, fact, cancellation), true);
        }
        catch (StaleStateException) when (key is not null)
        {
            // The same request came twice at once, and the other one was first.
            return (await SameAsync(await partition.GetAsync(id, cancellation), hash, cancellation), false);
        }
    }

    private async Task<Application> SameAsync(Application earlier, string hash, CancellationToken cancellation)
    {
        if (earlier.RequestHash != hash) throw PlatformProblems.IdempotencyKeyReused.With();
        // The first request may have ended between its commit and its line in the list.
        await lists.ShowAsync(earlier, cancellation);
        return earlier;
    }
}
