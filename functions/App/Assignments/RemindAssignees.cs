using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>One step of a question's ladder.</summary>
/// <param name="Number">0 for the first reminder, 1 for the second. Not written for the first: earlier inputs had no number.</param>
public sealed record Reminder(
    string Kind, string Subject, string Step, int Round,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Number = 0)
{
    [JsonIgnore]
    public Ask Ask => new(Kind, Subject, Step, Round);

    public static Reminder Of(Ask ask, int number) => new(ask.Kind, ask.Subject, ask.Step, ask.Round, number);
}

public sealed class RemindAssigneesActivity(Questions questions)
{
    /// <summary>
    /// Mails those who have not answered; where a notice has made the reminder later, answers the ladder to wait for instead. Safe to run
    /// twice: a letter has one id for each step.
    /// </summary>
    [Function(nameof(RemindAssigneesActivity))]
    public Task<Ladder?> RunAsync([ActivityTrigger] Reminder reminder, CancellationToken cancellation) =>
        questions.Of(reminder.Ask).RemindAsync(reminder.Ask, reminder.Number, cancellation);
}
