using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;

namespace FunctionsApp.Applying;

/// <summary>A letter to the applicant, made of the record again: letters themselves are not kept.</summary>
/// <param name="At">When what it is about was recorded, UTC; the letter follows at once.</param>
public sealed record MyLetter(DateTimeOffset At, Language Language, string Subject, string Text)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<MyLetter> Of(MyCase mine, FactRecord record, ProgrammeDefinition definition, StaffDirectory staff) =>
        [.. Made(mine, record, definition, staff).Select(made => Of(made.Letter, made.At)).Reverse()];

    /// <summary>Oldest first.</summary>
    internal static IReadOnlyList<(Letter Letter, DateTimeOffset At)> Made(
        MyCase mine, FactRecord record, ProgrammeDefinition definition, StaffDirectory staff)
    {
        var letters = new List<(Letter Letter, DateTimeOffset At)>();
        var rejections = 0;
        foreach (var entry in record.Facts)
        {
            var at = entry.Time();
            var letter = entry.Read() switch
            {
                ApplicationRejected => Rejection(mine.Application, definition, ++rejections),
                { } fact => Letter(fact, mine, definition, staff, at),
                null => null,
            };
            if (letter is not null) letters.Add((letter, at));
        }

        // An institution's answer is a fact that the record does not show to applicants; what they may read of it is kept.
        foreach (var referral in mine.Referrals)
        {
            if (ReferralLetters.Of(referral, mine.Application, definition) is { } answered) letters.Add((answered, referral.ChangedAt));
        }

        return [.. letters.OrderBy(made => made.At)];
    }

    private static Letter? Letter(
        Fact fact, MyCase mine, ProgrammeDefinition definition, StaffDirectory staff, DateTimeOffset at) => fact switch
    {
        DrafterReminded { Unwritten: false } reminded => DraftLetters.Of(mine.Application, definition, reminded, at),
        ApplicationSubmitted => ReviewLetters.Received(mine.Application, definition, mine.Application.SubmittedAt ?? at),
        PromiseBroken broken => PromiseLetters.Broken(mine.Application, definition, new PromisedDocument(broken.Type, broken.By)),
        // The reasons of an earlier round are not kept.
        ConsentClosed closed when mine.Application.Consents?.Round == closed.Round => PartnerLetters.Closed(mine.Application, definition),
        SigningClosed closed when mine.Application.Signing?.Round == closed.Round => SigningLetters.Closed(mine.Application, definition),
        ApplicationReturned { Due: { } due } returned => ReviewLetters.Returned(
            mine.Application, definition, returned.Round, Items(mine, returned.Round), due),
        SupplementPostponed postponed => ReviewLetters.Postponed(mine.Application, definition, postponed.Round, postponed.Due),
        SupplementExtended extended => ReviewLetters.Extended(mine.Application, definition, extended.Round, extended.Due),
        ApplicationApproved => ReviewLetters.Concluded(mine.Application, definition),
        AppealSubmitted when mine.Application.Appeal is { } appeal => AppealLetters.Received(mine.Application, definition, appeal),
        AppealDismissed or AppealUpheld when mine.Appeal?.Decision is { } decision => AppealLetters.Ruled(
            mine.Application, definition, decision),
        PutOnReserve reserve => SelectionLetters.Reserve(mine.Application, definition, reserve.Stage, reserve.Until),
        // Earlier terms are not kept; a letter about them is made of those that there are.
        AppointmentOffered offered => Appointment(mine, definition, staff, offered.Stage, offered.Round, offered.Number,
            found => found.Sequence != offered.Sequence ? null : found with
            {
                State = found.Moves.Count < AnswerAppointment.MostMoves ? AppointmentState.Offered : AppointmentState.Confirmed,
            }),
        AppointmentConfirmed confirmed => Appointment(mine, definition, staff, confirmed.Stage, confirmed.Round, confirmed.Number,
            found => found.State is AppointmentState.Confirmed or AppointmentState.Reported
                ? found with { State = AppointmentState.Confirmed } : null),
        AppointmentCancelled cancelled => Appointment(mine, definition, staff, cancelled.Stage, cancelled.Round, cancelled.Number,
            found => found.State == AppointmentState.Cancelled ? found : null),
        DocumentRejected rejected => mine.Uploads.FirstOrDefault(upload =>
            upload.Type == rejected.Type && upload.Version == rejected.Version) is { Reason: not null } upload
                ? RejectionLetter.For(mine.Application, definition, upload) : null,
        _ => null,
    };

    /// <summary>The first rejection is the one that can be appealed; its reasons are kept with the appeal.</summary>
    private static Letter Rejection(Application application, ProgrammeDefinition definition, int number) => ReviewLetters.Rejected(
        application, definition, number == 1 && application.Appeal is { } appeal ? appeal.Against : application.Refusal,
        isAfterAppeal: number > 1);

    private static Letter? Appointment(
        MyCase mine, ProgrammeDefinition definition, StaffDirectory staff, string stage, int round, int number,
        Func<Appointment, Appointment?> then) =>
        mine.Appointments.FirstOrDefault(each => each.Stage == stage && each.Round == round && each.Number == number) is { } found
        && then(found) is { } at ? VisitLetters.ToApplicant(at, mine.Application, definition, staff, null) : null;

    /// <summary>What a round asked for: the newest is in the application, the earlier ones in the stages that returned it.</summary>
    private static IReadOnlyList<ReturnItem> Items(MyCase mine, int round) => mine.Application.Supplement.Round == round
        ? mine.Application.Supplement.Items
        : mine.Review.ItemsOf(round);

    internal static MyLetter Of(Letter letter, DateTimeOffset at)
    {
        var template = Templates.Find(letter.Template);
        string Fill(LocalizedText text) => Templates.Fill(text.In(letter.Language), letter.Values);
        return new MyLetter(at, letter.Language, Fill(template.Subject), Fill(template.Body));
    }
}
