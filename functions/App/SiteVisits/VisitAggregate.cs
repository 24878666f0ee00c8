using FunctionsApp.Documents;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits;

/// <summary>A review with its appointments and the reports on them.</summary>
public sealed record VisitState(ReviewState Review, IReadOnlyList<Appointment> Appointments, IReadOnlyList<VisitReport> Reports)
{
    /// <summary>Of the application: its documents, and the photos of its appointments.</summary>
    public IReadOnlyList<DocumentRecord> Uploads { get; init; } = [];

    /// <summary>The last one of a stage and round; null while none was offered.</summary>
    public Appointment? Current(string stage, int round) => Appointments
        .Where(appointment => appointment.Stage == stage && appointment.Round == round).MaxBy(appointment => appointment.Number);

    public VisitReport? ReportOn(Appointment appointment) => Reports.FirstOrDefault(report =>
        report.Stage == appointment.Stage && report.Round == appointment.Round && report.Number == appointment.Number);

    public VisitState With(Appointment changed) => this with
    {
        Appointments =
        [
            .. Appointments.Where(each => each.Stage != changed.Stage || each.Round != changed.Round || each.Number != changed.Number),
            changed,
        ],
    };
}

/// <summary>The appointments, in the application's partition: rows <c>appointment|…</c>, <c>visitreport|…</c>.</summary>
public static class VisitAggregate
{
    /// <summary>For pages that show an application with its appointments.</summary>
    public static readonly Part<IReadOnlyList<Appointment>> Appointments = Part.Many<Appointment>(
        "appointment", appointment => $"{appointment.Stage}|{appointment.Round:D2}|{appointment.Number:D2}");

    private static readonly Part<IReadOnlyList<VisitReport>> Reports =
        Part.Many<VisitReport>("visitreport", report => report.Assignment);

    public static readonly Aggregate<VisitState> Kind = new(ReviewAggregate.Kind.Table, new Part<VisitState>
    {
        Kinds = [.. ReviewAggregate.Part.Kinds, .. Appointments.Kinds, .. Reports.Kinds, .. DocumentAggregate.Uploads.Kinds],
        Read = rows => new VisitState(ReviewAggregate.Part.Read(rows), Appointments.Read(rows), Reports.Read(rows))
        {
            Uploads = DocumentAggregate.Uploads.Read(rows),
        },
        Write = state =>
        [
            .. ReviewAggregate.Part.Write(state.Review), .. Appointments.Write(state.Appointments), .. Reports.Write(state.Reports),
            .. DocumentAggregate.Uploads.Write(state.Uploads),
        ],
        Lines = state => ReviewAggregate.Part.Lines(state.Review),
    });
}
