using FunctionsApp.Assignments;
using FunctionsApp.Platform;

namespace FunctionsApp.Panels.Agreements;

public enum AgreementState
{
    /// <summary>The expert is asked.</summary>
    Asked,

    Accepted,
    Declined,

    /// <summary>Not answered in time, or the expert left.</summary>
    Lapsed,
}

/// <summary>An expert's agreement for one year.</summary>
public sealed record ExpertAgreement
{
    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Staff id.</summary>
    public required string Person { get; init; }

    public required int Year { get; init; }

    /// <summary>Of the text, see <see cref="AgreementTexts.Versions"/>; stays as it was asked.</summary>
    public required int Version { get; init; }

    public AgreementState State { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null until the expert answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The record says that the expert could not be asked.</summary>
    public bool IsBlocked { get; init; }

    public static string IdOf(string person, int year) => Ids.From("agreement", person, $"{year}");
}

/// <summary>An agreement with what was asked, read at one moment.</summary>
public sealed record AgreementCase(ExpertAgreement Agreement, IReadOnlyList<Assignment> Assignments);
