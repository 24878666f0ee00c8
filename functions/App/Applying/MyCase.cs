using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.SiteVisits;

namespace FunctionsApp.Applying;

/// <summary>An application with its review and its uploads, read at one moment.</summary>
public sealed record MyCase(ReviewState Review, IReadOnlyList<DocumentRecord> Uploads)
{
    public Application Application => Review.Application;

    /// <summary>Null while there is none.</summary>
    public Appeal? Appeal { get; init; }

    /// <summary>Of all stages and rounds.</summary>
    public IReadOnlyList<Appointment> Appointments { get; init; } = [];

    /// <summary>Of all rounds.</summary>
    public IReadOnlyList<Referral> Referrals { get; init; } = [];

    /// <summary>The one that changed last; null for none.</summary>
    public Appointment? Appointment => Appointments.MaxBy(appointment => appointment.ChangedAt);
}

/// <summary>Finds an application for the people of its organisation.</summary>
internal static class MyCases
{
    /// <summary>For reading alone.</summary>
    public static readonly Aggregate<MyCase> Kind = new(ReviewAggregate.Kind.Table, new Part<MyCase>
    {
        Kinds =
        [
            .. ReviewAggregate.Part.Kinds, .. AppealAggregate.Appeals.Kinds, .. VisitAggregate.Appointments.Kinds,
            .. DocumentAggregate.Uploads.Kinds, .. ReferralAggregate.Referrals.Kinds,
        ],
        Read = rows => new MyCase(ReviewAggregate.Part.Read(rows), DocumentAggregate.Uploads.Read(rows))
        {
            Appeal = AppealAggregate.Appeals.Read(rows) is [var appeal] ? appeal : null,
            Appointments = VisitAggregate.Appointments.Read(rows),
            Referrals = ReferralAggregate.Referrals.Read(rows),
        },
        Write = _ => throw new NotSupportedException(),
    });

    /// <exception cref="ProblemException">not-found: it is not there, not this organisation's, or the caller has not all of the rights.
    /// </exception>
    public static async Task<(MyCase Case, Reader Reader)> GetMineAsync(
        this AggregateStore store, string id, Caller caller, CancellationToken cancellation, params Right[] needs)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(Kind, id, cancellation)).State;
        return (state, Reader(state, caller, needs));
    }

    /// <summary>With the record, as the caller may see it.</summary>
    /// <inheritdoc cref="GetMineAsync"/>
    public static async Task<(MyCase Case, Reader Reader, FactRecord Record)> GetMyRecordAsync(
        this AggregateStore store, string id, Caller caller, CancellationToken cancellation, params Right[] needs)
    {
        var found = Ids.IsId(id) ? await store.FindWithRecordAsync(Kind, id, stored =>
        {
            var reader = Reader(stored.State, caller, needs);
            var rights = new ApplicationCase(stored.State.Application, stored.State.Review.Assignments);
            return new RecordView(fact => TimelineRights.IsShown(fact, rights, reader));
        }, cancellation) : null;
        return found is var (read, record)
            ? (read.State, Reader(read.State, caller, needs), record) : throw PlatformProblems.NotFound.With();
    }

    /// <summary>Of the application's page.</summary>
    public static string Address(string id) => $"/my/{id}";

    /// <summary>The entry of the application's organisation; null while it has none.</summary>
    public static async Task<Organisation?> OrganisationOfAsync(
        this AggregateStore store, Application application, CancellationToken cancellation) =>
        (await store.FindAsync(OrganisationAggregate.Kind, application.Applicant.Organisation.Value, cancellation))?.State;

    private static Reader Reader(MyCase state, Caller caller, Right[] needs)
    {
        var reader = new ApplicationCase(state.Application, state.Review.Assignments).For(caller);
        return reader.Relation == Relation.Own && needs.All(reader.Has) ? reader : throw IdentityProblems.Hidden();
    }
}
