using System.Diagnostics;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>Turns a letter into mail: finds the recipient, mints the callback link, sends the message, remembers the delivery.</summary>
public sealed class Postman(
    StaffDirectory staff, CallbackTokens tokens, IMailSender mail, DeliveryStore deliveries, CanaryStore canaries, LetterSeals seals,
    PublicAddress address, IOptions<MailOptions> options, TimeProvider time, ILogger<Postman> logger)
{
    /// <summary>Whom a token names that is no person's: no id of a user has a colon.</summary>
    private const string Bearer = "bearer:";

    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    /// <summary>Delivers at least once; a repeated letter is skipped, and what a crash doubles has the same Message-ID.</summary>
    /// <exception cref="UnwritableLetterException">No retry would help.</exception>
    public async Task DeliverAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Canary is { } bulletin)
        {
            await canaries.EndAsync(bulletin, CanaryChannel.Mail, cancellation);
            return;
        }

        if (await deliveries.BeginAsync(letter, cancellation) is not { } underWay) return;
        using var delivery = Tracing.Source.StartActivity("deliver letter", ActivityKind.Client);
        delivery?.SetTag("app.letter.template", letter.Template);
        try
        {
            await using var connection = await mail.OpenAsync(cancellation);
            await HandOverAsync(letter, connection, cancellation);
        }
        catch
        {
            await deliveries.TakeBackAsync(underWay);
            throw;
        }

        await deliveries.EndAsync(underWay, cancellation);
        logger.LogInformation("Delivered letter {Letter}, {Template}", letter.Id, letter.Template);
    }

    /// <summary>Writes the mail and hands it over. That it went out is for the caller to remember.</summary>
    /// <exception cref="UnwritableLetterException">No retry would help.</exception>
    /// <exception cref="MailRefusedException">The server will not have this message, sender or recipient.</exception>
    public Task HandOverAsync(Letter letter, IMailConnection connection, CancellationToken cancellation) => connection.SendAsync(
        LetterMessage.Write(letter, from, Recipient(letter), Link(letter), time.GetUtcNow(), Exit(letter), seals.Of(letter)),
        FileName(letter.Id), cancellation);

    /// <summary>The letter's id where it is safe as a file name, otherwise one made from it.</summary>
    public static string FileName(string letterId) =>
        letterId.Length is > 0 and <= 150 && letterId[0] != '.'
            && letterId.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
            ? letterId
            : Ids.From("letter", letterId);

    private MailboxAddress Recipient(Letter letter)
    {
        var member = letter.StaffId is null ? null : staff.Find(letter.StaffId)
            ?? throw new UnwritableLetterException($"Letter {letter.Id}: no member of the staff has that id.");
        return LetterMessage.Address(member?.Email ?? letter.Email, member?.Name)
            ?? throw new UnwritableLetterException($"Letter {letter.Id}: the recipient has no valid address.");
    }

    private string? Link(Letter letter)
    {
        if (letter.Callback is not { } callback) return letter.Link is { } path ? $"{address.Of(path)}" : null;
        if (callback.IsForBearer) return WithToken(address.PageOf(callback.Path), Bearers(callback));
        // A token names its recipient, and only staff have an identity to name.
        var recipient = letter.StaffId
            ?? throw new UnwritableLetterException($"Letter {letter.Id}: a callback needs a recipient of the staff.");
        return WithToken(
            address.Of(callback.Path),
            new CallbackToken(callback.Purpose, callback.Subject, recipient, callback.Digest, callback.Expires));
    }

    private MailExit? Exit(Letter letter)
    {
        if (letter.Exit is not { } exit) return null;
        var token = new CallbackToken(exit.Purpose, exit.Subject, Bearer, exit.Digest, exit.Expires);
        return new MailExit(WithToken(address.Of(exit.Path), token), WithToken(address.PageOf(exit.Page), token));
    }

    private static CallbackToken Bearers(LetterCallback callback) =>
        new(callback.Purpose, callback.Subject, Bearer, callback.Digest, callback.Expires);

    private string WithToken(Uri link, CallbackToken token) => $"{link}?token={Uri.EscapeDataString(tokens.Mint(token))}";
}
