using FunctionsApp.Assignments;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>
/// The applications. Later features keep their rows in the same partition: they compose <see cref="Part"/> with parts of their
/// own.
/// </summary>
public static class ApplicationAggregate
{
    public static readonly Part<Application> Part = Platform.Storage.Part.Own<Application>(ApplicationIndex.Lines);

    public static readonly Aggregate<Application> Kind = new(Topology.ApplicationsTable, Part);

    /// <summary>For reading: who may see an application depends on who is asked about it.</summary>
    private static readonly Aggregate<ApplicationCase> Case = new(Topology.ApplicationsTable, new Part<ApplicationCase>
    {
        Kinds = [.. Part.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new ApplicationCase(Part.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state => [.. Part.Write(state.Application), .. AssignmentIndex.Part.Write(state.Assignments)],
        Lines = state => [.. Part.Lines(state.Application), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<Application>> GetApplicationAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <exception cref="ProblemException">not-found.</exception>
    internal static Task<Stored<ApplicationCase>> GetCaseAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Case, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <summary>Name of the applying organisation: the one at drafting, else the registered one; its code where there is none.</summary>
    public static async Task<string> NameOfAsync(this AggregateStore store, Applicant applicant, CancellationToken cancellation) =>
        applicant.Name ?? (await store.FindAsync(OrganisationAggregate.Kind, applicant.Organisation.Value, cancellation))?.State.Name
        ?? applicant.Organisation.Value;

    /// <inheritdoc cref="AggregateStore.ChangeAsync"/>
    public static Task<Stored<Application>> ChangeApplicationAsync(
        this AggregateStore store, string id, Func<Application, Change<Application>> decide, CancellationToken cancellation,
            Precondition precondition = default) =>
        Ids.IsId(id) ? store.ChangeAsync(Kind, id, decide, cancellation, precondition) : throw PlatformProblems.NotFound.With();
}
