using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FunctionsApp.Platform;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>The links by which a recipient ends such letters.</summary>
/// <param name="OneClick">For mail programs: a POST ends it.</param>
/// <param name="Page">For people.</param>
public sealed record MailExit(string OneClick, string Page);

/// <summary>Writes a letter as a message: subject, plain text and simple HTML in the recipient's language.</summary>
public static class LetterMessage
{
    /// <summary>Characters of an encoded line, by RFC 5322 recommended.</summary>
    private const int MaxLine = 78;

    private static readonly LocalizedText Leave = new("更改或退订", "Change or end this subscription");

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="to">Checked address of the recipient.</param>
    /// <param name="link">What the recipient may open to act; null for a mail without.</param>
    /// <param name="at">The message's date.</param>
    /// <param name="exit">How the recipient ends such letters; null where that is not for the recipient to choose.</param>
    /// <param name="name">What is before the domain in the Message-ID; null: of the letter's id.</param>
    /// <exception cref="UnwritableLetterException">Unknown template, missing value, or a template with a link and no link for
    /// it.</exception>
    public static MimeMessage Write(
        Letter letter, MailboxAddress from, MailboxAddress to, string? link, DateTimeOffset at, MailExit? exit = null,
        string? name = null)
    {
        var template = Templates.Find(letter.Template);
        if ((template.Action is null) != (link is null)) throw new UnwritableLetterException(
            $"Template '{letter.Template}' and its callback do not fit.");
        var body = template.Body.In(letter.Language);
        var action = template.Action?.In(letter.Language);

        var message = new MimeMessage
        {
            // The same for each delivery of the letter, so that mail programs show one.
            MessageId = $"{name ?? LetterSeals.NameOf(letter.Id)}@{from.Domain}",
            Date = at,
            Subject = OneLine(Templates.Fill(template.Subject.In(letter.Language), letter.Values)),
        };
        // A copy: an address knows every message that has it, and the sender's is kept for all of them.
        message.From.Add(from.Clone());
        message.To.Add(to);
        message.Headers.Add(HeaderId.ContentLanguage, letter.Language.Tag());
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (exit is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{exit.OneClick}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        var content = new BodyBuilder
        {
            TextBody = Templates.Fill(body, letter.Values)
                + (link is null ? "" : $"\n\n{action}{letter.Language.Colon().TrimEnd()}\n{link}")
                + (exit is null ? "" : $"\n\n{Leave.In(letter.Language)}{letter.Language.Colon().TrimEnd()}\n{exit.Page}") + "\n",
            HtmlBody = Page(letter.Language, Templates.Fill(Html.Encode(body).Replace("&#xA;", "\n"), Encoded(letter.Values)), action,
                link, exit is null ? "" : $"""<p><a href="{Html.Encode(exit.Page)}">{Html.Encode(Leave.In(letter.Language))}</a></p>"""),
        };
        if (letter.Attachment is { } file) content.Attachments.Add(
            file.Name, Encoding.UTF8.GetBytes(file.Text), ContentType.Parse(file.MediaType));
        message.Body = content.ToMessageBody();
        // Not every server takes eight bits or long lines, and what lies in a pickup folder is sent as it is.
        message.Prepare(EncodingConstraint.SevenBit, MaxLine);
        return message;
    }

    /// <summary>The address, when it is one and nothing more.</summary>
    public static MailboxAddress? Address(string? text, string? name = null) =>
        text is not null && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text
            && mailbox.Domain.Length > 0
            ? new MailboxAddress(name is null ? null : OneLine(name), text)
            : null;

    private static string Page(Language language, string text, string? action, string? link, string exit)
    {
        var paragraphs = string.Concat(text.Split("\n\n").Select(paragraph => $"<p>{paragraph.Replace("\n", "<br>")}</p>"));
        var button = link is null ? "" : $"""<p><a href="{Html.Encode(link)}" style="background:#1d4f91;color:#fff;padding:10px 18px;border-radius:4px;text-decoration:none">{Html.Encode(action!)}</a></p>""";
        return $"""<!doctype html><html lang="{language.Tag()}"><body style="font:15px/1.6 sans-serif;color:#222;max-width:40em">{paragraphs}{button}{exit}</body></html>""";
    }

    private static Dictionary<string, string> Encoded(IReadOnlyDictionary<string, string> values) =>
        values.ToDictionary(value => value.Key, value => Html.Encode(value.Value).Replace("&#xD;", "").Replace("&#xA;", "\n"));

    // A line break in a title must end neither the subject nor begin another header.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split([.. text.Where(char.IsControl).Distinct(), ' '], StringSplitOptions.RemoveEmptyEntries));
}
