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
    private const string Template = "application-returned";

    /// <summary>Sends the application back, writes to the applicant what to correct, and answers until when. Safe to run twice.</summary>
    [Function(nameof(ReturnReviewActivity))]
    public async Task<DateTimeOffset> RunAsync([ActivityTrigger] ReturnRequest back, CancellationToken cancellation)
    {
        var (id, round, stage) = back.Supplement;
        var stored = await store.ChangeAsync(ReviewAggregate.Kind, id, state =>
        {
            // Asked for in the round before the one that begins.
            var items = state.Run(stage, round - 1)?.Items
                ?? throw new InvalidOperationException($"Stage {stage} of {id} returned nothing in round {round - 1}.");
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
        if (application.Status == ApplicationStatus.Returned) await letters.SendAsync(Letter(application, definition, due), cancellation);
        return due;
    }

    private DateTimeOffset Due(DateTimeOffset from, ProgrammeDefinition definition) =>
        calendar.Due(from, definition.Supplement.WorkingDays);

    private static Letter Letter(Application application, ProgrammeDefinition definition, DateTimeOffset due)
    {
        var language = application.Applicant.Language;
        var colon = language.Colon();
        var items = application.Supplement.Items.Select(item =>
            $"- {definition.NameOf(item)?.In(language) ?? item.Document ?? item.Field}{colon}"
                + item.Reason.Replace("\n", language == Language.Chinese ? "；" : "; ", StringComparison.Ordinal));
        return new Letter(
            $"{Template}.{application.Id}.{application.Supplement.Round}", Template, null, application.Applicant.Email, language,
                new Dictionary<string, string>
            {
                ["title"] = application.Subject.Title,
                ["programme"] = definition.Name.In(language),
                ["items"] = string.Join('\n', items),
                ["due"] = BeijingTime.Text(due),
                ["application"] = application.Id,
            },
            Link: $"applications/{application.Id}");
    }
}
