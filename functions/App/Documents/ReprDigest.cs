using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Documents;

/// <summary>The digest that a client may send along: <c>Repr-Digest: sha-256=:…base64…:</c> (RFC 9530). Other algorithms are passed over.</summary>
public static class ReprDigest
{
    /// <exception cref="Shared.ProblemException">digest-mismatch: other content arrived, or the header is not readable.</exception>
    public static void Verify(IHeaderDictionary headers, ReadOnlySpan<byte> sha256)
    {
        const string prefix = "sha-256=:";
        Span<byte> sent = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var member in headers["Repr-Digest"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!member.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var readable = member.EndsWith(':') && member.Length > prefix.Length
                && Convert.TryFromBase64String(member[prefix.Length..^1], sent, out var length) && length == sent.Length;
            if (!readable || !sent.SequenceEqual(sha256)) throw DocumentProblems.DigestMismatch.With();
        }
    }
}
