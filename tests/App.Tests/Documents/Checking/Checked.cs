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

    /// <summary>Both steps of the check, of which the first shows whether the file is what arrived.</summary>
    public static async Task<(Rejection? Fault, string Sha256)> ContentAsync(Stream file, DocumentFormat format, long bytes, string? stated)
    {
        var (fault, sha256) = await ContentCheck.CompareAsync(file, bytes, stated, TestContext.Current.CancellationToken);
        return (fault ?? await ContentCheck.RunAsync(file, format, TestContext.Current.CancellationToken), sha256);
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
