using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Organisations;

/// <summary>Finds an organisation's entry for a caller who has rights on it by <see cref="AccessTable"/>.</summary>
internal static class OrganisationAccess
{
    /// <summary>The entry and its record of facts, its chain checked.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or the caller may not see it.</exception>
    public static async Task<(Organisation Organisation, FactRecord Record)> ReadRecordAsync(
        this AggregateStore store, CreditCode code, Caller caller, CancellationToken cancellation)
    {
        var found = await store.FindWithRecordAsync(OrganisationAggregate.Kind, code.Value, stored =>
        {
            RequireReadable(caller, stored.State);
            return RecordView.All with { Agrees = facts => RegisterOrganisation.Agrees(stored.State, facts) };
        }, cancellation);
        return found is var (read, record) ? (read.State, record) : throw PlatformProblems.NotFound.With();
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public static void RequireReadable(Caller caller, Organisation organisation)
    {
        if (!For(caller, organisation.Code, organisation.District).Has(Right.Organisation)) throw IdentityProblems.Hidden();
    }

    /// <param name="district">Null while it has no entry.</param>
    public static Reader For(Caller caller, CreditCode code, string? district) => new(
        caller,
        caller.Organisation == code ? Relation.Own
            : district is not null && caller.Serves(district) ? Relation.Served
            : Relation.None,
        MatterState.Open);
}
