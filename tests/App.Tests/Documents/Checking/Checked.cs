using System.Security.Cryptography;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

/// <summary>Runs the check over bytes.</summary>
internal static class Checked
{
    /// <summary>The code of the reason, null when it is accepted.</summary>
    public static async Task<string?> CodeAsync(byte[] content, DocumentFormat format) =>
        (await ContentAsync(new MemoryStream(content), format, content.Length, Hash(content))).Fault?.Code;

    /// <summary>Both steps of the check, of which the first shows whether the file can be what arrived.</summary>
    public static async Task<(Rejection? Fault, string? Sha256)> ContentAsync(
        Stream file, DocumentFormat format, long bytes, string? stated)
    {
        if (ContentCheck.CompareLength(file.Length, bytes) is { } other) return (other, null);
        await using var hashed = new HashedStream(file);
        return await ContentCheck.CompareAsync(hashed, format, stated, TestContext.Current.CancellationToken);
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
