using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Deliveries;
using Microsoft.AspNetCore.DataProtection;

namespace App.Tests.Deliveries;

public sealed class WebhookSecretsTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly WebhookSecrets secrets = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void New_IsRandomAndOfReceiversForm()
    {
        var secret = WebhookSecrets.New();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret[6..]).Length);
        Assert.NotEqual(secret, WebhookSecrets.New());
    }

    [Fact]
    public void Protect_SecretIsNotInIt() => Assert.DoesNotContain("MfKQ9r8", secrets.Protect("whsec_MfKQ9r8"), StringComparison.Ordinal);

    /// <summary>Counted by hand as the specification writes it: id, timestamp and body, apart by dots.</summary>
    [Fact]
    public void Headers_TwoSecrets_HaveSignatureByEach()
    {
        string[] both = [WebhookSecrets.New(), WebhookSecrets.New()];
        var headers = secrets.Headers(both.Select(secrets.Protect), "item", At, "{\"词\":1}");
        Assert.Equal(("item", "1900000000"), (headers["webhook-id"], headers["webhook-timestamp"]));
        Assert.Equal(string.Join(' ', both.Select(Signed)), headers["webhook-signature"]);

        static string Signed(string secret) => "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), Encoding.UTF8.GetBytes("item.1900000000.{\"词\":1}")));
    }
}
