using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Documents;

/// <summary>The SHA-256 that a client states of what it sends. Source: RFC 9530.</summary>
public static class DigestHeader
{
    private const string Sha256 = "sha-256=:";

    /// <summary>Lower-case hex; null when none is stated. Other algorithms are left alone.</summary>
    /// <exception cref="ProblemException">invalid-field: not a digest, or two that differ.</exception>
    public static string? Read(IHeaderDictionary headers)
    {
        string? stated = null;
        Span<byte> hash = stackalloc byte[33];
        foreach (var entry in headers["Repr-Digest"].Concat(headers["Content-Digest"]).SelectMany(value =>
            (value ?? "").Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!entry.StartsWith(Sha256, StringComparison.OrdinalIgnoreCase)) continue;
            if (!entry.EndsWith(':') || entry.Length <= Sha256.Length
                || !Convert.TryFromBase64Chars(entry.AsSpan()[Sha256.Length..^1], hash, out var length) || length != 32) throw Invalid();
            var hex = Convert.ToHexStringLower(hash[..32]);
            if (stated is not null && stated != hex) throw Invalid();
            stated = hex;
        }

        return stated;
    }

    private static ProblemException Invalid() =>
        PlatformProblems.InvalidField.With("Repr-Digest/Content-Digest：sha-256=:…:（RFC 9530）",
            "Repr-Digest/Content-Digest: sha-256=:…: (RFC 9530)");
}
