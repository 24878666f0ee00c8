using FunctionsApp.Applications.Copying;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>An application with the answers of its form.</summary>
public sealed record ApplicationForm(Application Application, Answers Answers);

/// <summary>A form with all that decides who may see it.</summary>
internal sealed record FormCase(ApplicationCase Case, Answers Answers);

/// <summary>
/// The answers, in their application's partition: row <c>form|answers</c>, so that the application's own row stays small.
/// </summary>
public static class FormAggregate
{
    public static readonly Part<Answers> Part = new()
    {
        Kinds = [new RowKind("form", typeof(Answers))],
        Read = rows => rows.ReadAll<Answers>("form|") is [var answers] ? answers : Answers.None,
        Write = answers => answers.IsEmpty ? [] : [StateRow.Of("form|answers", answers)],
    };

    public static readonly Aggregate<ApplicationForm> Kind = new(ApplicationAggregate.Kind.Table, new Part<ApplicationForm>
    {
        Kinds = [.. ApplicationAggregate.Part.Kinds, .. Part.Kinds],
        Read = rows => new ApplicationForm(ApplicationAggregate.Part.Read(rows), Part.Read(rows)),
        Write = state => [.. ApplicationAggregate.Part.Write(state.Application), .. Part.Write(state.Answers)],
        Lines = state => ApplicationAggregate.Part.Lines(state.Application),
    });

    /// <summary>For reading: who may see the answers depends on who is asked about the application.</summary>
    internal static readonly Aggregate<FormCase> Case = new(ApplicationAggregate.Kind.Table, new Part<FormCase>
    {
        Kinds = [.. Kind.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new FormCase(
            new ApplicationCase(ApplicationAggregate.Part.Read(rows), AssignmentIndex.Part.Read(rows)), Part.Read(rows)),
        Write = _ => throw new NotSupportedException(),
    });

    /// <summary>Submits the application for a caller who may change it.</summary>
    /// <param name="again">An application that is submitted or sent already stays as it is.</param>
    /// <exception cref="ProblemException">not-found; as <see cref="SubmitApplication.Decide"/>; precondition-failed.</exception>
    public static Task<Stored<ApplicationForm>> SubmitAsync(
        this AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, string id, Caller caller, DateTimeOffset at,
        CancellationToken cancellation, Precondition precondition = default, bool again = false) =>
        !Ids.IsId(id) ? throw PlatformProblems.NotFound.With() : store.ChangeAsync(Kind, id, state =>
        {
            ApplicationAccess.RequireOwn(caller, state.Application);
            var isSent = state.Application.Status
                is ApplicationStatus.Submitted or ApplicationStatus.Consenting or ApplicationStatus.Signing;
            if (again && isSent) return Change.None(state);
            var definition = catalogue.Of(state.Application);
            var change = SubmitApplication.Decide(state.Application, state.Answers, definition, caller.Id, at,
                new Signatories(staff.SignatoriesOf(state.Application.Applicant.Organisation), staff.PartnersPeople));
            return new Change<ApplicationForm>(state with { Application = change.Next }, change.Facts);
        }, cancellation, precondition);

    /// <summary>The application with its answers, and what the caller may see of it.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or the caller has not all of the rights.</exception>
    public static async Task<(Stored<ApplicationForm> Stored, Reader Reader)> GetReadableFormAsync(this AggregateStore store, string id,
        Caller caller, CancellationToken cancellation, params Right[] needs)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var stored = await store.GetAsync(Case, id, cancellation);
        var reader = stored.State.Case.For(caller);
        if (CopyReceivers.IsOutside(reader)) reader = reader.WithCopy(await store.HasCopyAsync(id, caller, cancellation));
        if (!needs.All(reader.Has)) throw IdentityProblems.Hidden();
        var form = new ApplicationForm(stored.State.Case.Application, stored.State.Answers);
        return (new Stored<ApplicationForm>(form, stored.Head, stored.ETag), reader);
    }
}
