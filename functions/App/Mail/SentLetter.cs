using FunctionsApp.City;

namespace FunctionsApp.Mail;

/// <summary>A letter that went out. It has no address.</summary>
/// <param name="Name">Of the letter in its Message-ID.</param>
/// <param name="Id">The letter's; its name where no row remembers it.</param>
/// <param name="Template">Empty where no row remembers the letter.</param>
/// <param name="Person">Id of the recipient, of the staff; null for others.</param>
/// <param name="Subject">What it is about for a recipient without an account: the subscription; null where it is of a procedure.</param>
/// <param name="Digest">What of the subject its recipient may end by it: the round; null for a letter that asks to confirm.</param>
public sealed record SentLetter(
    string Name, string Id, string Template, DateTimeOffset At, string? Person, string? Subject, string? Digest)
{
    /// <summary>One that is known by its Message-ID alone; null where a row must remember it.</summary>
    public static SentLetter? Of(LetterName name) => name is { Subject: { } subject, Digest: { } digest, SentOn: { } day }
        ? new(name.Name, name.Name, "", BeijingTime.Deadline(day), null, subject, digest)
        : null;
}
