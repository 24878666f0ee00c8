using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>A rejection was appealed: a person who had no part in the review is asked. On what grounds is no fact.</summary>
/// <param name="Stage">That rejected.</param>
/// <param name="Round">Of asking, in which it did.</param>
[ShownAs(Right.Course)]
public sealed record AppealSubmitted(string Stage, int Round) : Fact;

/// <summary>Body of an appeal; the page's form sends the same by fields.</summary>
/// <param name="Statement">Why the rejection was wrong; its examiner reads it.</param>
public sealed record AppealForm([property: TextLimit(SubmitAppeal.MaxStatement, Multiline = true)] string Statement);

/// <summary>Takes an appeal against a rejection.</summary>
public static class SubmitAppeal
{
    public const int MaxStatement = 4000;

    /// <summary>None where the same person sent the same before and it is examined.</summary>
    /// <exception cref="ProblemException">
    /// invalid-field, appeal-doubled, not-rejected, no-appeal, appeal-late; checked in this order.
    /// </exception>
    public static Change<AppealState> Decide(
        AppealState state, AppealForm form, string person, WorkingCalendar calendar, DateTimeOffset now)
    {
        var (application, statement) = (state.Application, PlainText.Check("statement", form.Statement ?? "", MaxStatement));
        if (state.Appeal is { } earlier)
        {
            return application.IsAppealed && (earlier.Statement, earlier.By) == (statement, person) ? Change.None(state)
                : throw AppealProblems.AppealDoubled.With();
        }

        if (application is not { Status: ApplicationStatus.Rejected, DecidedAt: { } rejected }) throw AppealProblems.NotRejected.With();
        if (application.Refusal is not { Appeal: { } term } refusal) throw AppealProblems.None(application.Refusal);
        var until = term.Until(rejected, calendar);
        if (now >= until) throw AppealProblems.Late(until);
        var at = now.ToUniversalTime();
        var mark = new AppealMark(term.Stage, term.Round, at, refusal, rejected);
        return Change.To(
            new AppealState(
                state.Review with { Application = application with { Appeal = mark } }, new Appeal(statement, person, at)),
            person, new AppealSubmitted(term.Stage, term.Round));
    }

    /// <summary>For a caller who may appeal for the application's organisation.</summary>
    /// <exception cref="ProblemException">not-found; as <see cref="Decide"/>.</exception>
    public static Task<Stored<AppealState>> AppealAsync(
        this AggregateStore store, string id, Caller caller, AppealForm form, WorkingCalendar calendar, DateTimeOffset now,
        CancellationToken cancellation) =>
        !Ids.IsId(id) ? throw PlatformProblems.NotFound.With() : store.ChangeAsync(AppealAggregate.Kind, id, state =>
        {
            if (!ReaderOf(state, caller).Has(Right.SubmitAppeal)) throw IdentityProblems.Hidden();
            return Decide(state, form, caller.Id, calendar, now);
        }, cancellation);

    internal static Reader ReaderOf(AppealState state, Caller caller) =>
        new ApplicationCase(state.Application, state.Review.Assignments).For(caller);
}
