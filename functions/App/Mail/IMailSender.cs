using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>Where finished messages go.</summary>
public interface IMailSender
{
    /// <summary>Opens a connection for some messages, one after the other.</summary>
    Task<IMailConnection> OpenAsync(CancellationToken cancellation);
}

/// <summary>Takes messages, at least once: a repeated message has the same Message-ID.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <param name="name">Deterministic name of the message, safe as a file name.</param>
    /// <exception cref="MailRefusedException">This message alone will not do; the next one may.</exception>
    Task SendAsync(MimeMessage message, string name, CancellationToken cancellation);
}
