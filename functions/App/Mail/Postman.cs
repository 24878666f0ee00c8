using System.Diagnostics;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>Turns a notice into mail: finds the recipient, mints the callback link, sends the message, remembers the delivery.</summary>
public sealed class Postman(
    StaffDirectory staff, CallbackTokens tokens, IMailSender mail, DeliveryStore deliveries, PublicAddress address,
        IOptions<MailOptions> options, TimeProvider time, ILogger<Postman> logger)
{
    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    /// <summary>Delivers at least once; a repeated notice is skipped, and what a crash doubles has the same Message-ID.</summary>
    /// <exception cref="UnwritableNoticeException">No retry would help.</exception>
    public async Task DeliverAsync(Notice notice, CancellationToken cancellation)
    {
        if (await deliveries.IsDeliveredAsync(notice.Id, cancellation)) return;
        using var delivery = Tracing.Source.StartActivity("deliver notice", ActivityKind.Client);
        delivery?.SetTag("app.notice.template", notice.Template);
        var message = Letter.Write(notice, from, Recipient(notice), Link(notice), time.GetUtcNow());
        await mail.SendAsync(message, FileName(notice.Id), cancellation);
        await deliveries.AddAsync(notice, cancellation);
        logger.LogInformation("Delivered notice {Notice}, {Template}", notice.Id, notice.Template);
    }

    /// <summary>The notice's id where it is safe as a file name, otherwise one made from it.</summary>
    public static string FileName(string noticeId) =>
        noticeId.Length is > 0 and <= 150 && noticeId[0] != '.'
            && noticeId.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
            ? noticeId
            : Ids.From("notice", noticeId);

    private MailboxAddress Recipient(Notice notice)
    {
        var member = notice.StaffId is null ? null : staff.Find(notice.StaffId)
            ?? throw new UnwritableNoticeException($"Notice {notice.Id}: no member of the staff has that id.");
        return Letter.Address(member?.Email ?? notice.Email, member?.Name)
            ?? throw new UnwritableNoticeException($"Notice {notice.Id}: the recipient has no valid address.");
    }

    // A token names its recipient, and only staff have an identity to name.
    private string? Link(Notice notice) => notice.Callback is not { } callback ? null
        : $"{address.Of(callback.Path)}?token={Uri.EscapeDataString(tokens.Mint(new CallbackToken(
            callback.Purpose, callback.Subject, notice.StaffId
                ?? throw new UnwritableNoticeException($"Notice {notice.Id}: a callback needs a recipient of the staff."),
            callback.Digest, callback.Expires)))}";
}
