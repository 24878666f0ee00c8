using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Extending;

/// <summary>More time that a round of corrections was given on request.</summary>
/// <param name="Round">Of corrections; each has at most one.</param>
/// <param name="Reason">As the applicant gave it.</param>
/// <param name="By">User id of the person who asked.</param>
/// <param name="At">UTC.</param>
/// <param name="Due">Of the round by it, UTC; a holiday notice may have made it later since.</param>
public sealed record SupplementExtension(
    int Round, [property: ErasedWith(ErasureStep.Content)] string Reason, string By, DateTimeOffset At, DateTimeOffset Due);
