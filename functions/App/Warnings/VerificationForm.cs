using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Warnings;

/// <summary>Body of an officer's answer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Level">Another level than the signal's; null keeps it.</param>
/// <param name="Comment">For the file.</param>
public sealed record VerificationForm(
    string? Token,
    VerificationDecision? Decision,
    WarningLevel? Level = null,
    [property: TextLimit(VerifyWarning.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null)
    : IAnswer
{
    /// <exception cref="ProblemException">invalid-field: the level has no such name.</exception>
    public static VerificationForm Of(IFormCollection form) => new(
        form["token"],
        EnumByName.Find<VerificationDecision>(form["decision"]),
        // Left empty it keeps the signal's; misspelt it must not.
        form["level"].ToString() is { Length: > 0 } level
            ? EnumByName.Find<WarningLevel>(level) ?? throw PlatformProblems.Invalid(
                    "level", "应为蓝色、黄色、橙色或红色", "must be Blue, Yellow, Orange or Red")
            : null,
        form["comment"]);
}
