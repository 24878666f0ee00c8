using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Documents.Uploading;

/// <summary>What an applicant states of a file whose blocks will go straight to storage.</summary>
/// <param name="FileName">1 to 255 characters; its extension says the format.</param>
/// <param name="Bytes">1 to the slot's maxBytes.</param>
/// <param name="Sha256">Of the file, 64 hex digits; the check compares it with what it reads.</param>
/// <param name="FirstBlockSha256">Of its first block, 64 hex digits: a browser knows the same file again by it.</param>
public sealed partial record UploadRequest(string FileName, long Bytes, string? Sha256 = null, string? FirstBlockSha256 = null)
{
    /// <summary>The digests in lower case.</summary>
    /// <exception cref="ProblemException">invalid-field: no SHA-256.</exception>
    public UploadRequest WithDigests()
    {
        MemberFault[] faults = [.. Fault("sha256", Sha256), .. Fault("firstBlockSha256", FirstBlockSha256)];
        return faults.Length > 0 ? throw PlatformProblems.InvalidField.With(faults)
            : this with { Sha256 = Sha256?.ToLowerInvariant(), FirstBlockSha256 = FirstBlockSha256?.ToLowerInvariant() };
    }

    private static IEnumerable<MemberFault> Fault(string member, string? digest)
    {
        if (digest is null || Digest().IsMatch(digest)) yield break;
        yield return MemberFault.Of(member, "value", new("应为 64 个十六进制数字", "must be 64 hex digits"));
    }

    [GeneratedRegex(@"^[0-9A-Fa-f]{64}\z")]
    private static partial Regex Digest();
}
