namespace FunctionsApp.Mail;

/// <summary>A letter to a person about a matter of that person, which came back. It has no address.</summary>
/// <param name="Person">Id of the recipient, of the staff; null for others: the letter's id names the matter.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Status">RFC 3463, for example 5.1.1.</param>
public sealed record BouncedLetter(string Letter, string Template, string? Person, DateTimeOffset At, string Status);

/// <param name="Items">By the time of sending, newest first.</param>
/// <param name="Cursor">Of the next page; null at the end.</param>
public sealed record BouncedLetters(IReadOnlyList<BouncedLetter> Items, string? Cursor);
