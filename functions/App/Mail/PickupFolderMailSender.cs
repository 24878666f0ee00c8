using Microsoft.Extensions.Options;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>Writes each message as one <c>.eml</c> file; a reader of the folder never sees half of one.</summary>
public sealed class PickupFolderMailSender(IOptions<MailOptions> options) : IMailSender, IMailConnection
{
    private readonly string folder = options.Value.PickupFolder ?? throw new InvalidOperationException("Mail:PickupFolder is missing.");

    public Task<IMailConnection> OpenAsync(CancellationToken cancellation) => Task.FromResult<IMailConnection>(this);

    public async Task SendAsync(MimeMessage message, string name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        // Random: two deliveries of the same letter must not write into one file.
        var unfinished = Path.Combine(folder, $"{name}.{Guid.NewGuid():N}.tmp");
        try
        {
            await message.WriteToAsync(unfinished, cancellation);
            File.Move(unfinished, Path.Combine(folder, $"{name}.eml"), overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
