using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FunctionsApp.Identity;

/// <summary>Mints and checks the signed tokens of callback links: JWT, HS256 and nothing else, key named by <c>kid</c>.</summary>
public sealed class CallbackTokens
{
    private const string Purpose = "purpose";
    private const string Recipient = "rcp";
    private const string Digest = "dig";

    private readonly CallbackOptions options;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<SymmetricSecurityKey> keys;
    private readonly TokenValidationParameters rules;

    // Default times would come from the machine's clock and not from the host's.
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false,
        MaximumTokenSizeInBytes = 4096 };

    public CallbackTokens(IOptions<CallbackOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        keys = [.. this.options.Keys.Select(key => new SymmetricSecurityKey(Convert.FromBase64String(key.Secret)) { KeyId = key.Id })];
        rules = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = this.options.Issuer,
            ValidAudience = this.options.Audience,
            ValidTypes = ["JWT"],
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, kid, _) => keys.Where(key => key.KeyId == kid),
            // Expiry is checked below, against the host's clock and after everything else.
            ValidateLifetime = false,
        };
    }

    /// <summary>The token as text, safe in a URL's query. A secret: never logged, never stored.</summary>
    /// <remarks>The expiry is kept in whole seconds, rounded down.</remarks>
    public string Mint(CallbackToken token) => handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = options.Issuer,
        Audience = options.Audience,
        Expires = token.Expires.UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = token.Subject,
            [Purpose] = token.Purpose,
            [Recipient] = token.Recipient,
            [Digest] = token.Digest,
        },
        SigningCredentials = new SigningCredentials(keys[0], SecurityAlgorithms.HmacSha256),
    });

    /// <summary>The content of a token that the app signed for this purpose and subject, not expired (without clock skew).</summary>
    /// <exception cref="ProblemException">invalid-callback (403), expired-callback (410).</exception>
    public CallbackToken Validate(string? token, string purpose, string subject)
    {
        if (string.IsNullOrEmpty(token)) throw IdentityProblems.InvalidCallback.With();
        // Keys are at hand, so that the task has always completed.
        var result = handler.ValidateTokenAsync(token, rules).GetAwaiter().GetResult();
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt
            || Read(jwt) is not { } said) throw IdentityProblems.InvalidCallback.With();
        if (said.Purpose != purpose || said.Subject != subject) throw IdentityProblems.InvalidCallback.With();
        return time.GetUtcNow() < said.Expires ? said : throw IdentityProblems.ExpiredCallback.With();
    }

    private static CallbackToken? Read(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<string>(Purpose, out var purpose)
        && jwt.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sub, out var subject)
        && jwt.TryGetPayloadValue<string>(Recipient, out var recipient)
        && jwt.TryGetPayloadValue<string>(Digest, out var digest)
        && jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var expires)
            ? new CallbackToken(purpose, subject, recipient, digest, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;
}
