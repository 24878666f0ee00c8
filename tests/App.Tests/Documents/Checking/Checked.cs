using System.Security.Cryptography;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking;

/// <summary>Runs the check over bytes.</summary>
internal static class Checked
{
    /// <summary>The code of the reason, null when it is accepted.</summary>
    public static async Task<string?> CodeAsync(byte[] content, DocumentFormat format) =>
        (await ContentCheck.RunAsync(new MemoryStream(content), format, content.Length, Hash(content), TestContext.Current.CancellationToken)).Fault?.Code;

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
