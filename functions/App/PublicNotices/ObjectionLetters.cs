using FunctionsApp.Mail;
using FunctionsApp.Platform;

namespace FunctionsApp.PublicNotices;

/// <summary>What an objector is written. A letter has the same id and words each time it is made.</summary>
public static class ObjectionLetters
{
    private const string Receipt = "objection-received";
    private const string Ruled = "objection-answered";
    private const string Over = "objection-over";

    public static Letter Received(PublicNotice notice, Objection objection) => Of(Receipt, notice, objection);

    public static Letter Answered(PublicNotice notice, Objection objection, ObjectionRuling ruling) => Of(
        Ruled, notice, objection, ("ruling", NoticeTexts.Name(ruling.Ruling).In(objection.Language)), ("answer", ruling.Answer));

    /// <summary>The application was withdrawn before it was decided.</summary>
    public static Letter Withdrawn(PublicNotice notice, Objection objection) => Of(Over, notice, objection);

    private static Letter Of(string template, PublicNotice notice, Objection objection, params (string Name, string Value)[] more) => new(
        $"{template}.{notice.Id}.{objection.Number}", template, null, objection.Statement.Email, objection.Language,
        new Dictionary<string, string>([.. more.Select(value => KeyValuePair.Create(value.Name, value.Value))])
        {
            ["title"] = notice.Content.Title, ["programme"] = notice.Content.Name.In(objection.Language),
            ["organisation"] = notice.Content.Organisation,
        });
}
