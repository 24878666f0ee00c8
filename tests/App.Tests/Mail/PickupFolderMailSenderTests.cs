using FunctionsApp.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace App.Tests.Mail;

public sealed class PickupFolderMailSenderTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Send_TwiceTheSameNotice_LeavesOneCompleteFile()
    {
        var sender = new PickupFolderMailSender(Options.Create(new MailOptions { Mode = MailMode.Pickup, PickupFolder = folder }));
        var cancellation = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sender.SendAsync(Message(), "letter-1", cancellation)));

        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("letter-1.eml", Path.GetFileName(file));
        Assert.Equal("检测平台", (await MimeMessage.LoadAsync(file, cancellation)).Subject);
    }

    private static MimeMessage Message() => new([new MailboxAddress("a", "a@example.com")], [new MailboxAddress("b", "b@example.com")],
        "检测平台", new TextPart("plain") { Text = "x" });
}
