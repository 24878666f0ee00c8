namespace FunctionsApp.Identity;

/// <summary>
/// The content of a callback token. A capability, not an identity: the caller must also be signed in as the one it was sent to.
/// </summary>
/// <param name="Purpose">The kind of question that it answers, for example <c>review</c>.</param>
/// <param name="Subject">The assignment or warning it is for.</param>
/// <param name="Recipient">User id it was sent to.</param>
/// <param name="Digest">SHA-256 hex of what was asked about.</param>
/// <param name="Expires">UTC; void at and after it.</param>
public sealed record CallbackToken(string Purpose, string Subject, string Recipient, string Digest, DateTimeOffset Expires);
