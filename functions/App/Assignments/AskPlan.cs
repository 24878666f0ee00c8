using FunctionsApp.City;
using FunctionsApp.Identity;

namespace FunctionsApp.Assignments;

/// <summary>Whom to ask, how many, and how long they have.</summary>
public sealed record AskPlan
{
    /// <summary>1..n; one of them suffices.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Of what is asked about: people of this district and of the city. Null: of any.</summary>
    public string? District { get; init; }

    /// <summary>Only people of this organisation are asked; null: of any.</summary>
    public CreditCode? Organisation { get; init; }

    /// <summary>m: people asked at the same time, 1 or more.</summary>
    public required int Count { get; init; }

    public required LadderPolicy Ladder { get; init; }

    /// <summary>Never asked: staff ids.</summary>
    public IReadOnlySet<string> Excluded { get; init; } = new HashSet<string>();

    /// <summary>None of the people of these organisations is asked.</summary>
    public IReadOnlySet<CreditCode> ExcludedOrganisations { get; init; } = new HashSet<CreditCode>();

    /// <summary>Asked before others: staff ids.</summary>
    public IReadOnlySet<string> Preferred { get; init; } = new HashSet<string>();

    /// <summary>Where too few people can be asked: when the question is given up; null to wait for them.</summary>
    public DateTimeOffset? GiveUp { get; init; }

    public required AssignmentAbout About { get; init; }
}
