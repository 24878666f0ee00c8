using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <param name="Supplement">The round that begins.</param>
/// <param name="At">When it is returned, UTC: the same for each attempt.</param>
public sealed record ReturnRequest(SupplementRequest Supplement, DateTimeOffset At);

public sealed class ReturnReviewActivity(AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, LetterSender letters)
{
    /// <summary>Sends the application back, writes to the applicant what to correct, and answers until when. Safe to run twice.</summary>
    [Function(nameof(ReturnReviewActivity))]
    public async Task<DateTimeOffset> RunAsync([ActivityTrigger] ReturnRequest back, CancellationToken cancellation)
    {
        var (id, round, _) = back.Supplement;
        var returned = back.Supplement.Returned;
        var stored = await store.ChangeAsync(ReviewAggregate.Kind, id, state =>
        {
            var items = state.Run(returned.Stage, returned.Round)?.Items
                ?? throw new InvalidOperationException($"Stage {returned.InstanceId} returned nothing.");
            var due = Due(back.At, catalogue.Of(state.Application));
            var time = new SupplementTime(back.At, due, calendar.Edition(back.At, due));
            var change = ReturnApplication.Decide(state.Application, round, items, nameof(ReturnReviewActivity), time);
            return new Change<ReviewState>(state with { Application = change.Next }, change.Facts);
        }, cancellation);

        var application = stored.State.Application;
        var definition = catalogue.Of(application);
        // An earlier attempt may have opened the round, under another calendar.
        var due = application.Supplement is { Time: { } time } supplement && supplement.Round == round
            ? time.Due : Due(back.At, definition);
        if (application.Status != ApplicationStatus.Returned) return due;
        var (current, items) = (application.Supplement.Round, application.Supplement.Items);
        await letters.SendAsync(ReviewLetters.Returned(application, definition, current, items, due), cancellation);
        return due;
    }

    private DateTimeOffset Due(DateTimeOffset from, ProgrammeDefinition definition) =>
        calendar.Due(from, definition.Supplement.WorkingDays);
}
