using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace App.Tests.Identity;

public sealed class CallbackTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly CallbackKey Old = Key("2026-01", 1);
    private static readonly CallbackKey New = Key("2026-02", 2);
    private static readonly CallbackToken Token = new("decide", "a.Panel.0.1", "officer-1", "d1", Now.AddDays(3));
    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public void Validate_OwnToken_SaysWhatWasMinted()
    {
        var tokens = Tokens(New);

        Assert.Equal(Token, tokens.Validate(tokens.Mint(Token), "decide", "a.Panel.0.1"));
    }

    [Fact]
    public void Validate_RotatedKey_StillVerifies()
    {
        var minted = Tokens(Old).Mint(Token);

        Assert.Equal(Token, Tokens(New, Old).Validate(minted, "decide", "a.Panel.0.1"));
    }

    [Fact]
    public void Mint_TwoKeys_SignsWithTheFirst() => Assert.Equal("2026-02", (string?)Header(Tokens(New, Old).Mint(Token))["kid"]);

    [Fact]
    public void Validate_UnknownKey_IsInvalid() => AssertInvalid(Tokens(Old).Mint(Token), Tokens(New));

    [Fact]
    public void Validate_SameKidOtherSecret_IsInvalid() => AssertInvalid(Tokens(Key("2026-02", 9)).Mint(Token), Tokens(New));

    [Theory]
    [InlineData("publish", "a.Panel.0.1")]
    [InlineData("Decide", "a.Panel.0.1")]
    [InlineData("decide", "a.Panel.0.2")]
    public void Validate_OtherPurposeOrSubject_IsInvalid(string purpose, string subject)
    {
        var tokens = Tokens(New);

        var problem = Assert.Throws<ProblemException>(() => tokens.Validate(tokens.Mint(Token), purpose, subject));
        Assert.Equal(IdentityProblems.InvalidCallback, problem.Type);
    }

    [Fact]
    public void Validate_LastMomentBeforeExpiry_IsValid()
    {
        var tokens = Tokens(New);
        var minted = tokens.Mint(Token);
        time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromTicks(1));

        Assert.Equal(Token, tokens.Validate(minted, "decide", "a.Panel.0.1"));
    }

    [Fact]
    public void Validate_AtExpiry_IsExpired()
    {
        var tokens = Tokens(New);
        var minted = tokens.Mint(Token);
        time.Advance(TimeSpan.FromDays(3));

        var problem = Assert.Throws<ProblemException>(() => tokens.Validate(minted, "decide", "a.Panel.0.1"));
        Assert.Equal(IdentityProblems.ExpiredCallback, problem.Type);
    }

    [Fact]
    public void Validate_ExpiredForAnotherSubject_IsInvalidAndTellsNoMore()
    {
        var tokens = Tokens(New);
        var minted = tokens.Mint(Token);
        time.Advance(TimeSpan.FromDays(4));

        var problem = Assert.Throws<ProblemException>(() => tokens.Validate(minted, "decide", "b.Panel.0.1"));
        Assert.Equal(IdentityProblems.InvalidCallback, problem.Type);
    }

    [Fact]
    public void Validate_TamperedPayload_IsInvalid()
    {
        var parts = Tokens(New).Mint(Token).Split('.');
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        payload["rcp"] = "officer-2";

        AssertInvalid($"{parts[0]}.{Base64UrlEncoder.Encode(payload.ToJsonString())}.{parts[2]}", Tokens(New));
    }

    [Fact]
    public void Validate_AlgorithmNone_IsInvalid()
    {
        var payload = Tokens(New).Mint(Token).Split('.')[1];

        AssertInvalid($"{Base64UrlEncoder.Encode("""{"alg":"none","kid":"2026-02","typ":"JWT"}""")}.{payload}.", Tokens(New));
    }

    [Fact]
    public void Validate_OtherAlgorithmWithOurKey_IsInvalid()
    {
        var payload = Tokens(New).Mint(Token).Split('.')[1];
        var signed = $"{Base64UrlEncoder.Encode("""{"alg":"HS512","kid":"2026-02","typ":"JWT"}""")}.{payload}";
        var signature = HMACSHA512.HashData(Convert.FromBase64String(New.Secret), Encoding.ASCII.GetBytes(signed));

        AssertInvalid($"{signed}.{Base64UrlEncoder.Encode(signature)}", Tokens(New));
    }

    [Fact]
    public void Validate_OtherAudience_IsInvalid()
    {
        var foreign = new CallbackTokens(Options.Create(new CallbackOptions { Keys = [New], Audience = "elsewhere" }), time);

        AssertInvalid(foreign.Mint(Token), Tokens(New));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    public void Validate_NoToken_IsInvalid(string? token) => AssertInvalid(token, Tokens(New));

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    public void Options_SecretBytes_AtLeast32(int bytes, bool valid)
    {
        var options = new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[bytes]) }] };

        Assert.Equal(valid, !options.Validate(new ValidationContext(options)).Any());
    }

    [Fact]
    public void Options_WithoutKeysOrWithOneIdTwice_AreInvalid()
    {
        Assert.NotEmpty(new CallbackOptions().Validate(new ValidationContext(this)));
        Assert.NotEmpty(new CallbackOptions { Keys = [New, Key("2026-02", 3)] }.Validate(new ValidationContext(this)));
    }

    private static CallbackKey Key(string id, byte fill) =>
        new() { Id = id, Secret = Convert.ToBase64String(Enumerable.Repeat(fill, 64).ToArray()) };

    private static JsonNode Header(string token) => JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[0]))!;

    private static void AssertInvalid(string? token, CallbackTokens tokens)
    {
        var problem = Assert.Throws<ProblemException>(() => tokens.Validate(token, "decide", "a.Panel.0.1"));
        Assert.Equal(IdentityProblems.InvalidCallback, problem.Type);
    }

    private CallbackTokens Tokens(params CallbackKey[] keys) => new(Options.Create(new CallbackOptions { Keys = [.. keys] }), time);
}
