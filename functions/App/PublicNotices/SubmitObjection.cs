using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>Someone objected. Who, and why, is no fact.</summary>
public sealed record ObjectionRecorded(string Application, string Stage, int Round, int Number) : StageChanged(Application, Stage, Round);

/// <summary>Body of an objection; the page's form sends the same by fields.</summary>
/// <param name="Name">Your real name.</param>
/// <param name="Email">Where the answer goes.</param>
/// <param name="Signature">The same name again.</param>
/// <param name="Confirmed">That what is stated is true to the best of your knowledge.</param>
public sealed record ObjectionForm(
    [property: TextLimit(SubmitObjection.MaxName)] string Name,
    [property: TextLimit(SubmitObjection.MaxEmail)] string Email,
    [property: TextLimit(SubmitObjection.MaxGrounds, Multiline = true)] string Grounds,
    [property: TextLimit(SubmitObjection.MaxPhone, MayBeBlank = true)] string? Phone = null,
    [property: TextLimit(SubmitObjection.MaxName, MayBeBlank = true)] string? Signature = null,
    bool Confirmed = false);

/// <summary>Takes an objection.</summary>
public static class SubmitObjection
{
    public const int MaxName = 60;
    public const int MaxEmail = 254;
    public const int MaxPhone = 40;
    public const int MaxGrounds = 2000;

    /// <summary>Of one notice: its partition stays small, and its end is one commit.</summary>
    public const int Most = 40;

    /// <param name="person">User id of the sign-in.</param>
    /// <param name="language">Of the page or the request that the objection came by.</param>
    /// <exception cref="ProblemException">
    /// objection-doubled, objection-late, objection-limit, objection-unsigned, invalid-field.
    /// </exception>
    public static Change<NoticeState> Decide(
        NoticeState state, ObjectionForm form, string person, Language language, WorkingCalendar calendar, DateTimeOffset now)
    {
        var notice = state.Notice;
        var statement = new ObjectionStatement(
            PlainText.Kept(form.Name), form.Email.Trim(), PlainText.KeptOrNull(form.Phone),
            PlainText.Kept(form.Grounds));
        if (state.Objections.FirstOrDefault(other => other.Person == person) is { } earlier)
        {
            return earlier.Statement == statement ? Change.None(state) : throw NoticeProblems.ObjectionDoubled.With();
        }

        if (!NoticeTimes.IsOpen(notice.Span, notice.Outcome, calendar, now)) throw NoticeProblems.ObjectionLate.With();
        if (state.Objections.Count >= Most) throw NoticeProblems.ObjectionLimit.With();
        if (!form.Confirmed || string.IsNullOrWhiteSpace(form.Signature)) throw NoticeProblems.ObjectionUnsigned.With();
        if (PlainText.Kept(form.Signature) != statement.Name) throw PlatformProblems.Invalid(
            "signature", "须与姓名一致", "must be the name again");
        if (LetterMessage.Address(statement.Email) is null) throw PlatformProblems.Invalid("email", "不是邮箱地址", "is no mail address");
        var objection = new Objection(state.Objections.Count + 1, person, statement, now, language);
        // The actor of a fact is public to those who read facts: the function, and not the person.
        return Change.To(
            state with { Objections = [.. state.Objections, objection] }, nameof(SubmitObjection),
            new ObjectionRecorded(notice.Stage.ApplicationId, notice.Stage.Stage, notice.Stage.Round, objection.Number));
    }
}
