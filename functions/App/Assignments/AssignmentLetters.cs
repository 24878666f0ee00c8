using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Assignments;

/// <summary>The letters to assignees: one form for every kind of question.</summary>
public sealed class AssignmentLetters(StaffDirectory staff, LetterSender letters, IOptions<AssignmentOptions> options)
{
    public const string Opened = "assignment-opened";
    public const string Reminder = "assignment-reminder";
    public const string Escalated = "assignment-escalated";
    public const string Postponed = "assignment-postponed";
    public const string TakenOff = "assignment-taken-off";
    public const string HandedOver = "assignment-handed-over";
    public const string SignerBefore = "assignment-signer-before";
    public const string SignerAfter = "assignment-signer-after";

    /// <summary>Sends the letter with its link. Safe to run twice: its id is made of template, assignment and step.</summary>
    /// <param name="digest">Of what is asked about.</param>
    /// <param name="step">Tells the letters of one template to one person apart; null where there is one alone.</param>
    /// <param name="more">Values that this template alone has.</param>
    public Task SendAsync(
        string template, Assignment assignment, IReadOnlyList<(LocalizedText Name, LocalizedText Value)> details, string digest,
            CancellationToken cancellation, string? step = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var language = staff.Find(assignment.Assignee)?.Speaks ?? Language.Chinese;
        return letters.SendAsync(new Letter(
            string.Join('.', [template, assignment.Id, .. step is null ? [] : (string[])[step]]), template, assignment.Assignee, null,
            language,
            Values(assignment.About, details, assignment.Due, language).Concat(more ?? new Dictionary<string, string>()).ToDictionary(),
            new LetterCallback(
                $"assignments/{assignment.Id}/answer", assignment.Ask.Kind, assignment.Id, digest,
                    assignment.Lapses.AddDays(options.Value.CallbackGraceDays))), cancellation);
    }

    /// <summary>Sends a letter that asks nothing, and so has no link. Safe to run twice.</summary>
    public Task InformAsync(
        string template, Assignment assignment, IReadOnlyList<(LocalizedText Name, LocalizedText Value)> details,
        CancellationToken cancellation)
    {
        var language = staff.Find(assignment.Assignee)?.Speaks ?? Language.Chinese;
        return letters.SendAsync(new Letter(
            $"{template}.{assignment.Id}", template, assignment.Assignee, null, language,
            Values(assignment.About, details, assignment.Due, language)), cancellation);
    }

    /// <summary>Subject and text of the first letter about an assignment, without its link.</summary>
    public static (string Subject, string Text) Preview(
        AssignmentAbout about, IReadOnlyList<(LocalizedText Name, LocalizedText Value)> details, DateTimeOffset due, Language language)
    {
        var (template, values) = (Templates.Find(Opened), Values(about, details, due, language));
        return (Templates.Fill(template.Subject.In(language), values), Templates.Fill(template.Body.In(language), values));
    }

    private static Dictionary<string, string> Values(
        AssignmentAbout about, IReadOnlyList<(LocalizedText Name, LocalizedText Value)> details, DateTimeOffset due, Language language) =>
        new()
        {
            ["title"] = about.Title.In(language),
            ["step"] = about.Step.In(language),
            ["details"] = string.Join(
                '\n', details.Select(detail => $"{detail.Name.In(language)}{language.Colon()}{detail.Value.In(language)}")),
            ["due"] = BeijingTime.Text(due),
        };
}
