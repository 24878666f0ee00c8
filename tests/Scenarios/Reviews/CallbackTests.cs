using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalHost.Demo;
using Microsoft.AspNetCore.WebUtilities;

namespace Scenarios.Reviews;

public sealed class CallbackTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callback_Forged_RefusedWithoutATrace()
    {
        var application = await city.SubmitAsync("Forged");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var parts = mail.Token.Split('.');
        var (head, payload) = (JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!, JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!);

        await application.UnchangedAsync(async () =>
        {
            foreach (var forged in Forgeries(parts, head, payload))
            {
                await city.RefusedAsync(user, HttpStatusCode.Forbidden, "invalid-callback", () => Decision(mail, forged, "Approve"));
                await city.RefusedAsync(user, HttpStatusCode.Forbidden, "invalid-callback", HttpMethod.Get, $"{mail.Link!.AbsolutePath}?token={Uri.EscapeDataString(forged ?? "")}");
            }
        });
    }

    [Fact]
    public async Task Callback_UsedAgain_SameDecisionIsFineAnotherIsNot()
    {
        var application = await city.SubmitAsync("Used again");
        var (mail, user) = Assert.Single(application.Asked("District"));
        (await application.TryDecideAsync(mail, user, "Approve", "Complete.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        await application.UnchangedAsync(async () =>
        {
            (await application.TryDecideAsync(mail, user, "Approve", "Complete.")).Expect(HttpStatusCode.OK);
            await city.RefusedAsync(user, HttpStatusCode.Conflict, "already-decided", () => Decision(mail, mail.Token, "Reject"));
        });
    }

    [Fact]
    public async Task Callback_Expired_Gone()
    {
        var application = await city.SubmitAsync("Expired");
        var (mail, user) = Assert.Single(application.Asked("District"));

        var payload = JsonNode.Parse(WebEncoders.Base64UrlDecode(mail.Token.Split('.')[1]))!;
        var expires = DateTimeOffset.FromUnixTimeSeconds(payload["exp"]!.GetValue<long>());

        await city.PassUntilAsync(expires - TimeSpan.FromSeconds(1));
        await city.RefusedAsync(user, HttpStatusCode.Conflict, "assignment-closed", () => Decision(mail, mail.Token, "Approve"));
        await city.PassUntilAsync(expires);

        await application.UnchangedAsync(async () =>
        {
            await city.RefusedAsync(user, HttpStatusCode.Gone, "expired-callback", () => Decision(mail, mail.Token, "Approve"));
            await city.RefusedAsync(user, HttpStatusCode.Gone, "expired-callback", HttpMethod.Get, mail.Link!.PathAndQuery);
        });
    }

    [Fact]
    public async Task Callback_OfAnotherPersonOrAssignment_Refused()
    {
        var application = await city.SubmitAsync("Foreign");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        var (mine, other) = (asked[0], asked[1]);

        await application.UnchangedAsync(async () =>
        {
            // Another officer's link, signed in as oneself; and one's own link as someone who was not asked.
            await city.RefusedAsync(mine.User, HttpStatusCode.Forbidden, "not-assignee", () => Decision(other.Mail, other.Mail.Token, "Approve"));
            await city.RefusedAsync("lin", HttpStatusCode.Forbidden, "not-assignee", () => Decision(mine.Mail, mine.Mail.Token, "Approve"));
            await city.RefusedAsync("admin", HttpStatusCode.Forbidden, "not-assignee", HttpMethod.Get, mine.Mail.Link!.PathAndQuery);
            // One's own token at the other's assignment, and the other's at one's own.
            await city.RefusedAsync(mine.User, HttpStatusCode.Forbidden, "invalid-callback", () => Decision(other.Mail, mine.Mail.Token, "Approve"));
            await city.RefusedAsync(mine.User, HttpStatusCode.Forbidden, "invalid-callback", () => Decision(mine.Mail, other.Mail.Token, "Approve"));
            await city.RefusedAsync(null, HttpStatusCode.Unauthorized, "sign-in-required", () => Decision(mine.Mail, mine.Mail.Token, "Approve"));
        });
    }

    [Fact]
    public async Task Decision_ThatSaysTooLittleOrTooMuch_Refused()
    {
        var application = await city.SubmitAsync("Bad decisions");
        var (mail, user) = Assert.Single(application.Asked("District"));
        Task RefusedAsync(string problem, object body) =>
            city.RefusedAsync(user, HttpStatusCode.BadRequest, problem, HttpMethod.Post, mail.Link!.AbsolutePath, () => System.Net.Http.Json.JsonContent.Create(body));

        await application.UnchangedAsync(async () =>
        {
            await RefusedAsync("malformed-json", new { token = mail.Token });
            await RefusedAsync("invalid-field", new { token = mail.Token, decision = (string?)null });
            await RefusedAsync("malformed-json", new { token = mail.Token, decision = "Perhaps" });
            await RefusedAsync("return-items", new { token = mail.Token, decision = "Return" });
            await RefusedAsync("return-items", new { token = mail.Token, decision = "Return", items = new[] { new { document = "no-such", reason = "?" } } });
            await RefusedAsync("return-items", new { token = mail.Token, decision = "Approve", items = new[] { new { document = "budget", reason = "?" } } });
            await RefusedAsync("invalid-field", new { token = mail.Token, decision = "Approve", comment = new string('x', 4001) });
        });
    }

    private static HttpRequestMessage Decision(Mail mail, string? token, string decision) => new(HttpMethod.Post, mail.Link!.AbsolutePath)
    {
        Content = System.Net.Http.Json.JsonContent.Create(new { token, decision }),
    };

    private static IEnumerable<string?> Forgeries(string[] parts, JsonNode head, JsonNode payload)
    {
        static string Part(JsonNode node) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(node.ToJsonString()));
        static string Signed(string head, string payload, byte[] key) =>
            $"{head}.{payload}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{head}.{payload}")))}";

        yield return null;
        yield return "nonsense";
        var signature = WebEncoders.Base64UrlDecode(parts[2]);
        signature[0] ^= 1;
        yield return $"{parts[0]}.{parts[1]}.{WebEncoders.Base64UrlEncode(signature)}";
        yield return Signed(parts[0], parts[1], RandomNumberGenerator.GetBytes(32));

        var later = payload.DeepClone();
        later["exp"] = later["exp"]!.GetValue<long>() + 86_400;
        yield return $"{parts[0]}.{Part(later)}.{parts[2]}";

        var none = head.DeepClone();
        none["alg"] = "none";
        yield return $"{Part(none)}.{parts[1]}.";
        var stranger = head.DeepClone();
        stranger["kid"] = "stranger";
        yield return Signed(Part(stranger), parts[1], RandomNumberGenerator.GetBytes(32));
    }
}
