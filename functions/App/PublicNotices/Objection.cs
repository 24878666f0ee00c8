using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.PublicNotices;

/// <summary>What the objector states. Its examiner alone reads it.</summary>
/// <param name="Name">Real name, as signed.</param>
/// <param name="Email">Where the answer goes.</param>
public sealed record ObjectionStatement(
    [property: ErasedWith(ErasureStep.Personal)] string Name, [property: ErasedWith(ErasureStep.Personal)] string Email,
    [property: ErasedWith(ErasureStep.Personal)] string? Phone, [property: ErasedWith(ErasureStep.Content)] string Grounds);

/// <summary>More time for an examiner who is late.</summary>
/// <param name="Count">1, 2, 3 …</param>
/// <param name="At">When the last one began, UTC.</param>
public sealed record Extension(int Count, DateTimeOffset At);

/// <summary>A signed, real-name protest during the notice (异议); what is stated never changes.</summary>
/// <param name="Number">1, 2, 3 … of the notice.</param>
/// <param name="Person">User id of the objector's sign-in.</param>
/// <param name="Language">Of the letters to the objector.</param>
public sealed record Objection(int Number, string Person, ObjectionStatement Statement, DateTimeOffset At, Language Language)
{
    /// <summary>No one may be asked to examine it; tried again daily.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Null while its examiners are in time.</summary>
    public Extension? Extended { get; init; }
}

public enum Ruling
{
    /// <summary>The objection is without ground, or does not matter.</summary>
    Dismissed,

    /// <summary>The application is rejected.</summary>
    Upheld,
}

/// <summary>What the examiner decided; never changed.</summary>
/// <param name="Objection">Its number.</param>
/// <param name="Reason">The applicant reads it where the objection is upheld; it names no one.</param>
/// <param name="Answer">To the objector.</param>
/// <param name="Digest">What was decided about.</param>
public sealed record ObjectionRuling(
    int Objection, string Assignment, string Person, Ruling Ruling,
    [property: ErasedWith(ErasureStep.Content)] string Reason, [property: ErasedWith(ErasureStep.Content)] string Answer,
    string Digest, DateTimeOffset At);
