using System.ComponentModel.DataAnnotations;
using FunctionsApp.Mail;
using MailKit.Security;

namespace App.Tests.Mail;

public sealed class MailOptionsTests
{
    [Fact]
    public void Validate_PickupWithFolder_IsValid() =>
        Assert.Empty(Errors(new MailOptions { Mode = MailMode.Pickup, From = "Programme <a@example.com>", PickupFolder = "mail" }));

    [Fact]
    public void Validate_EachMode_NeedsItsSettings()
    {
        Assert.Contains(
            Errors(new MailOptions { Mode = MailMode.Pickup, From = "a@example.com" }), error => error.Contains("PickupFolder"));
        Assert.Contains(Errors(new MailOptions { Mode = MailMode.Smtp, From = "a@example.com" }), error => error.Contains("Host"));
    }

    [Fact]
    public void Validate_PasswordWithoutTls_IsRefused()
    {
        var smtp = new SmtpOptions { Host = "mail", User = "u", Security = SecureSocketOptions.None };
        Assert.Contains(Errors(new MailOptions { From = "a@example.com", Smtp = smtp }), error => error.Contains("TLS"));
    }

    private static List<string> Errors(MailOptions options) =>
        [.. options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!)];
}
